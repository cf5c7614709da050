/**
 * The Admin API's address: what to connect to, the path in front, and the form that may be printed.
 * @module
 */
import { ConnectionSettingsError } from "../engine/gateway-errors.ts";
import { Secret } from "../model/secret.ts";

/** Where an Admin API is looked for when nobody says. */
export const DEFAULT_GATEWAY = "http://127.0.0.1:8001";

/** An admin URL in its parts. */
export interface AdminAddress {
  /** `https://gateway.example:8444`: scheme, host and port, nothing else. */
  readonly origin: string;
  /** `/kong/admin`, or empty: the path that every request starts with. Never ends in a slash. */
  readonly prefix: string;
  /** The address without credentials: what reports and errors print. */
  readonly display: string;
  /** The `Authorization` header for the user and password in the URL. */
  readonly authorization: Secret | undefined;
}

const invalid = (why: string): ConnectionSettingsError =>
  new ConnectionSettingsError(
    "KG_GATEWAY_URL_INVALID",
    `The gateway's address ${why}: give the Admin API's own, like http://127.0.0.1:8001 or https://gateway.example/kong/admin (--gateway).`,
  );

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalid("holds a user name or password with a broken percent sign");
  }
};

/**
 * Takes an admin URL apart. Errors never repeat it: it may hold a password.
 *
 * @example
 * parseAdminUrl("https://me:pw@[::1]:8444/kong/admin/")
 * // { origin: "https://[::1]:8444", prefix: "/kong/admin", display: "https://[::1]:8444/kong/admin", authorization: *** }
 */
export const parseAdminUrl = (text: string): AdminAddress => {
  if (!URL.canParse(text)) throw invalid("is not a URL");
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw invalid("is neither http:// nor https://");
  if (url.search !== "" || url.hash !== "") throw invalid("has a query or a fragment");
  const prefix = url.pathname.replace(/\/+$/, "");
  const hasCredentials = url.username !== "" || url.password !== "";
  const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
  return {
    origin: url.origin,
    prefix,
    display: `${url.origin}${prefix}`,
    authorization: hasCredentials
      ? new Secret(`Basic ${Buffer.from(credentials, "utf8").toString("base64")}`)
      : undefined,
  };
};

/**
 * The path in front of every request: the URL's own, then the workspace. `default` is what a gateway without
 * workspaces has, so it is not written.
 */
export const pathPrefix = (address: AdminAddress, workspace: string | undefined): string =>
  workspace === undefined || workspace === "" || workspace === "default"
    ? address.prefix
    : `${address.prefix}/${encodeURIComponent(workspace)}`;
