/**
 * go-plugin's handshake: what the environment of a started provider says, and the line that answers it.
 * @module
 */

/** What both CLIs set so that a provider knows by whom it was started. */
const cookie = {
  name: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

/** The only version of Terraform's plugin protocol that is spoken here. */
export const PROTOCOL_VERSION = 6;

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Handshake {
  /** The certificate, in PEM, that the CLI will show; undefined: the connection is not encrypted. */
  readonly clientCertificate: string | undefined;
}

/** What is wanted by whoever started the process, or why it cannot be served, in a sentence for a person. */
export const readHandshake = (env: Environment, version: string): Handshake | { readonly problem: string } => {
  if (env[cookie.name] !== cookie.value) {
    return {
      problem: `This is the Kong provider of kongruent ${version}, a plugin that Terraform and OpenTofu start themselves. Name it under required_providers in your configuration and run "terraform plan" or "tofu plan".`,
    };
  }
  const offered = (env["PLUGIN_PROTOCOL_VERSIONS"] ?? "").split(",").filter((number) => number !== "");
  if (!offered.includes(String(PROTOCOL_VERSION))) {
    return {
      problem: `The Kong provider of kongruent ${version} speaks version ${PROTOCOL_VERSION} of Terraform's plugin protocol; what started it offers ${offered.join(", ") || "none"}. Use Terraform 1.5 or later, or OpenTofu.`,
    };
  }
  const isPlain = env["TF_DISABLE_PLUGIN_TLS"] === "1";
  return { clientCertificate: isPlain ? undefined : env["PLUGIN_CLIENT_CERT"] || undefined };
};

export interface Address {
  readonly network: "unix" | "tcp";
  readonly address: string;
}

/** The line that says where the provider listens: core protocol 1, our protocol, where, how, and the server's certificate. */
export const handshakeLine = ({ network, address }: Address, certificate: string): string =>
  `1|${PROTOCOL_VERSION}|${network}|${address}|grpc|${certificate}\n`;
