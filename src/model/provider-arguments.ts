/**
 * What a provider block may say, whoever reads it: this package's engine or Terraform's provider.
 * @module
 */

/** `text` · `secret` text · `switch`, true or false · `headers`, a map of secret texts · `owner`, a text or false · `adopt`, a mode. */
export type ArgumentType = "text" | "secret" | "switch" | "headers" | "owner" | "adopt";

export interface ProviderArgument {
  /** Its property in this package's TypeScript. */
  readonly property: string;
  readonly type: ArgumentType;
  readonly describe: string;
}

export const PROVIDER_ARGUMENTS = {
  admin_url: {
    property: "adminUrl",
    type: "text",
    describe: "The Admin API's address, like `https://kong.example:8444`.",
  },
  admin_token: {
    property: "adminToken",
    type: "secret",
    describe: "The Admin API's token, sent as `Kong-Admin-Token`.",
  },
  admin_token_file: {
    property: "adminTokenFile",
    type: "text",
    describe: "File that holds the token and nothing else.",
  },
  headers: { property: "headers", type: "headers", describe: "More headers of every request to the Admin API." },
  workspace: { property: "workspace", type: "text", describe: "The workspace. Default: the gateway's default one." },
  tls_ca: {
    property: "tlsCa",
    type: "text",
    describe: "CA certificates that the Admin API's certificate is verified with, as PEM text.",
  },
  tls_ca_file: { property: "tlsCaFile", type: "text", describe: "File with those CA certificates." },
  tls_client_cert: {
    property: "tlsClientCert",
    type: "text",
    describe: "The certificate shown to the Admin API, as PEM text.",
  },
  tls_client_cert_file: { property: "tlsClientCertFile", type: "text", describe: "File with that certificate." },
  tls_client_key: { property: "tlsClientKey", type: "secret", describe: "Its private key, as PEM text." },
  tls_client_key_file: { property: "tlsClientKeyFile", type: "text", describe: "File with that private key." },
  tls_server_name: {
    property: "tlsServerName",
    type: "text",
    describe: "The name that the Admin API's certificate must carry. Default: the address's host.",
  },
  tls_insecure: {
    property: "tlsInsecure",
    type: "switch",
    describe: "Takes any certificate. Whoever sits in between then reads and writes everything.",
  },
  owner: {
    property: "owner",
    type: "owner",
    describe: "Who owns what is declared here, marked on the gateway by a tag. `false` or an empty text: no mark.",
  },
  owner_tag_prefix: {
    property: "ownerTagPrefix",
    type: "text",
    describe: "What the owner's tag begins with. Default: `kongruent-owner:`.",
  },
  adopt: {
    property: "adopt",
    type: "adopt",
    describe:
      "What to do with an entity that is already there: `never` and `own` refuse it, `unowned` (the default) adopts what is nobody's, `any` also what is another owner's.",
  },
  cascade: {
    property: "cascade",
    type: "switch",
    describe:
      "Whether a delete may take along entities that are not declared here. Without it such a delete is refused.",
  },
} as const satisfies Readonly<Record<string, ProviderArgument>>;

export type ProviderArgumentName = keyof typeof PROVIDER_ARGUMENTS;

/** Arguments that say the same thing, as a value and as a file: only one of the two may be given. */
export const EITHER_ARGUMENT: readonly (readonly [value: ProviderArgumentName, file: ProviderArgumentName])[] = [
  ["admin_token", "admin_token_file"],
  ["tls_ca", "tls_ca_file"],
  ["tls_client_cert", "tls_client_cert_file"],
  ["tls_client_key", "tls_client_key_file"],
];

/** Looked up by any text. */
export const providerArgument = (name: string): ProviderArgument | undefined =>
  Object.hasOwn(PROVIDER_ARGUMENTS, name) ? PROVIDER_ARGUMENTS[name as ProviderArgumentName] : undefined;
