/** The gateway that a stack's entities live on. @module */
import { TerraformProvider, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { PROVIDER_SOURCE } from "../install/names.ts";
import type { AdoptMode } from "../model/declaration.ts";
import { GENERATOR } from "./entity.ts";
import { attributesForHcl } from "./hcl.ts";
import { installAtSynthesis } from "./install.ts";
import { escapeLiterals } from "./literal.ts";

/** How the gateway is reached, and whose the entities are. Flags and the environment of a run override the address. */
export interface KongProviderProps {
  /**
   * The Admin API's address.
   * @default - from the run's flags or environment, else http://127.0.0.1:8001
   */
  readonly adminUrl?: string;
  /**
   * The Admin API's token. A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly adminToken?: string;
  /**
   * File that holds the token and nothing else.
   * @default - none
   */
  readonly adminTokenFile?: string;
  /**
   * More headers of every request to the Admin API.
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * The workspace.
   * @default - the gateway's default one
   */
  readonly workspace?: string;
  /**
   * File with the CA certificates that the Admin API's certificate is verified with.
   * @default - the system's CAs
   */
  readonly tlsCaFile?: string;
  /**
   * CA certificates, as PEM text.
   * @default - the system's CAs
   */
  readonly tlsCa?: string;
  /**
   * File with the certificate shown to the Admin API.
   * @default - none
   */
  readonly tlsClientCertFile?: string;
  /**
   * The certificate shown to the Admin API, as PEM text.
   * @default - none
   */
  readonly tlsClientCert?: string;
  /**
   * File with the private key of that certificate.
   * @default - none
   */
  readonly tlsClientKeyFile?: string;
  /**
   * The private key of that certificate, as PEM text. A literal ends in the synthesized file; use a sensitive TerraformVariable.
   * @default - none
   */
  readonly tlsClientKey?: string;
  /**
   * The name that the Admin API's certificate must carry.
   * @default - the host of the address
   */
  readonly tlsServerName?: string;
  /**
   * Takes any certificate. Whoever sits in between then reads and writes everything.
   * @default - false
   */
  readonly tlsInsecure?: boolean;
  /**
   * Who owns what this stack declares; false turns ownership off, and then nothing is ever deleted.
   * @default - the stack's id
   */
  readonly owner?: string | false;
  /**
   * What the owner's tag begins with. Everybody who shares a gateway should use the same.
   * @default - kongruent-owner:
   */
  readonly ownerTagPrefix?: string;
  /**
   * What to do with an entity that is already there: `never` refuses, `own` takes only this owner's, `unowned` nobody's
   * too, `any` also another owner's.
   * @default - unowned
   */
  readonly adopt?: AdoptMode;
  /**
   * Whether a delete may take along entities that are not declared here. Without it such a delete is refused.
   * @default - false
   */
  readonly cascade?: boolean;
  /**
   * Tells several providers of one stack apart; entities choose theirs with `provider`.
   * @default - none
   */
  readonly alias?: string;
}

/**
 * The gateway that a stack's entities live on. Every stack needs one. Synthesis lays the Terraform provider beside the
 * stack, unless the context `kongruentInstallProvider` is false.
 *
 * @example
 * new KongProvider(this, "kong");
 * new KongProvider(this, "kong", { adminUrl: "https://kong.example:8444", workspace: "team", owner: "shop" });
 */
export class KongProvider extends TerraformProvider {
  readonly #alias: string | undefined;
  readonly #attributes: Record<string, unknown>;

  constructor(scope: Construct, id: string, props: KongProviderProps = {}) {
    super(scope, id, {
      terraformResourceType: "kong",
      terraformGeneratorMetadata: GENERATOR,
      terraformProviderSource: PROVIDER_SOURCE,
    });
    const stack = TerraformStack.of(this);
    const { alias, headers, owner = stack.node.id, ...attributes } = props;
    this.#alias = alias;
    this.#attributes = Object.fromEntries(
      Object.entries({
        ...attributes,
        owner,
        // As a token: CDKTF would turn the headers' names into snake_case.
        headers: headers === undefined ? undefined : Token.asAny(escapeLiterals(headers)),
      })
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, escapeLiterals(value)]),
    );
    installAtSynthesis(stack);
  }

  override get alias(): string | undefined {
    return this.#alias;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.#attributes;
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return attributesForHcl(this.#attributes);
  }
}
