/**
 * The checks on single texts that Kong makes in code and does not publish in `/schemas`, in its words.
 * @module
 */
import type { CheckName } from "./facts.ts";
import { parseTarget } from "./target-address.ts";

type Check = (text: string) => string | undefined;

type Address = { readonly type: "ipv4" | "ipv6" | "name"; readonly port: string | undefined };

const isIpv4 = (text: string): boolean =>
  /^\d{1,3}(\.\d{1,3}){3}$/.test(text) && text.split(".").every((octet) => Number(octet) <= 255);

const isIpv6 = (text: string): boolean => text.includes(":") && parseTarget(`[${text}]`) !== undefined;

const isName = (text: string): boolean =>
  /^[A-Za-z0-9._-]+$/.test(text) && text.split(".").every((label) => label !== "" && !label.endsWith("-"));

/** Host and port, or the sentence that says what is wrong. */
const parseAddress = (text: string): Address | string => {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(text);
  if (bracketed !== null || (text.match(/:/g)?.length ?? 0) > 1) {
    return isIpv6(bracketed?.[1] ?? text) ? { type: "ipv6", port: bracketed?.[2] } : `invalid ipv6 address: ${text}`;
  }
  const [host = "", port] = text.split(":");
  if (port !== undefined && (!/^\d+$/.test(port) || Number(port) > 65535)) return "invalid port number";
  if (/^[\d.]+$/.test(host)) return isIpv4(host) ? { type: "ipv4", port } : `invalid ipv4 address: ${text}`;
  return isName(host) ? { type: "name", port } : `invalid hostname: ${text}`;
};

const host: Check = (text) => {
  const address = parseAddress(text);
  if (address === "invalid port number") return "must not have a port";
  if (typeof address === "string") return `invalid value: ${text}`;
  return address.port === undefined ? undefined : "must not have a port";
};

const hostWithPort: Check = (text) => {
  const address = parseAddress(text);
  return typeof address === "string" ? address : undefined;
};

const wildcardHost: Check = (text) => {
  const address = parseAddress(text.replaceAll("*", "abc"));
  return typeof address === "string" ? address.replaceAll("abc", "*") : undefined;
};

const hostname: Check = (text) => {
  const address = parseAddress(text.replaceAll("*", "abc"));
  if (address === "invalid port number") return "must not have a port";
  if (typeof address === "string") return `invalid value: ${text}`;
  if (address.type !== "name") return "must not be an IP";
  return address.port === undefined ? undefined : "must not have a port";
};

/** ASCII characters of names; beyond ASCII everything goes. */
const utf8Name: Check = (text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII as a range starts with control characters.
  /[\x00-\x7f]/.test(text.replace(/[A-Za-z0-9._~-]/g, ""))
    ? `invalid value '${text}': the only accepted ascii characters are alphanumerics or ., -, _, and ~`
    : undefined;

const name: Check = (text) =>
  /^[A-Za-z0-9._~-]+$/.test(text)
    ? undefined
    : `invalid value '${text}': it must only contain alphanumeric and '., -, _, ~' characters`;

const tag: Check = (text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a tag cannot hold.
  /[\x00-\x1f\x7f,/]/.test(text)
    ? `invalid tag '${text}': expected printable ascii (except \`,\` and \`/\`) or valid utf-8 sequences`
    : undefined;

/** What PCRE says where JavaScript says it otherwise. Other complaints of JavaScript are about PCRE's own syntax. */
const pcreMessages: readonly (readonly [RegExp, string])[] = [
  [/Unterminated group/, "missing closing parenthesis"],
  [/Unmatched '\)'/, "unmatched closing parenthesis"],
  [/Unterminated character class/, "missing terminating ] for character class"],
  [/Nothing to repeat/, "quantifier does not follow a repeatable item"],
  [/\\ at end of pattern/, "\\ at end of pattern"],
];

const regexError: Check = (pattern) => {
  try {
    new RegExp(pattern.replaceAll("(?P<", "(?<").replace(/([*+?}])\+/g, "$1"));
    return undefined;
  } catch (error) {
    const found = pcreMessages.find(([complaint]) => complaint.test(String(error)));
    return found === undefined
      ? undefined
      : `invalid regex: '${pattern}' (PCRE returned: pcre2_compile() failed: ${found[1]} in "${pattern}")`;
  }
};

/** A path with unreserved characters decoded and dot segments removed. */
const normalisedPath = (path: string): string => {
  const decoded = path.replace(/%([0-9a-f]{2})/gi, (code, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[A-Za-z0-9._~-]/.test(character) ? character : code.toUpperCase();
  });
  const segments: string[] = [];
  const parts = decoded.split("/").slice(1);
  parts.forEach((part, index) => {
    const isLast = index === parts.length - 1;
    if (part === "..") segments.pop();
    if (part === "." || part === "..") {
      if (isLast) segments.push("");
    } else segments.push(part);
  });
  return `/${segments.join("/")}`;
};

const routePath: Check = (text) => {
  if (text.startsWith("~")) return regexError(text.slice(1));
  const normalised = normalisedPath(text);
  return normalised === text ? undefined : `non-normalized path, consider use '${normalised}' instead`;
};

const ipOrCidr: Check = (text) => {
  const [address = "", bits, ...rest] = text.split("/");
  const limit = isIpv4(address) ? 32 : isIpv6(address) ? 128 : undefined;
  const isRange = bits === undefined || (/^\d+$/.test(bits) && limit !== undefined && Number(bits) <= limit);
  return limit !== undefined && isRange && rest.length === 0 ? undefined : `invalid ip or cidr range: '${text}'`;
};

const target: Check = (text) => {
  const isAddress = parseTarget(text) !== undefined && typeof parseAddress(text) !== "string";
  return isAddress ? undefined : `Invalid target ('${text}'); not a valid hostname or ip address`;
};

const upstreamName: Check = (text) => {
  const address = parseAddress(text);
  if (typeof address === "string") return `Invalid name ('${text}'); must be a valid hostname`;
  if (address.type !== "name") return `Invalid name ('${text}'); no ip addresses allowed`;
  return address.port === undefined ? undefined : `Invalid name ('${text}'); no port allowed`;
};

const sni: Check = (text) => {
  const isWild = text.startsWith("*.") || text.endsWith(".*");
  const plain = isWild ? text.replace(/^\*\.|\.\*$/, "") : text;
  if (plain.includes("*")) return "invalid SNI: a wildcard stands for the first or the last label only";
  const address = parseAddress(plain);
  if (address === "invalid port number") return "must not have a port";
  if (typeof address === "string") return `invalid value: ${text}`;
  if (address.type !== "name") return "must not be an IP";
  return address.port === undefined ? undefined : "must not have a port";
};

const url: Check = (text) => (URL.canParse(text) ? undefined : "missing host in url");

/** Every named check: what is wrong with a text, or undefined. */
export const checks: Readonly<Record<CheckName, Check>> = {
  host,
  host_with_port: hostWithPort,
  hostname,
  wildcard_host: wildcardHost,
  name,
  utf8_name: utf8Name,
  tag,
  route_path: routePath,
  ip_or_cidr: ipOrCidr,
  target,
  upstream_name: upstreamName,
  sni,
  url,
};
