/** The base of every declared entity: a Terraform resource that its kind's descriptor describes. @module */
import { TerraformResource, type TerraformResourceLifecycle, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { version } from "../install/version.ts";
import type { AnyKind } from "../model/define.ts";
import { attributePath, toAttributes } from "./attributes.ts";
import { pathOf } from "./errors.ts";
import { attributesForHcl } from "./hcl.ts";
import { escapeLiterals } from "./literal.ts";
import { nameFromPath } from "./names.ts";
import { type EntityOptions, type IEntity, metaArguments, withoutMeta } from "./options.ts";
import { validateWith } from "./validation.ts";

/** What CDKTF notes about where a resource comes from; it checks that the stack has a provider of this name. */
export const GENERATOR = { providerName: "kong", providerVersion: version } as const;

const withFieldNames = (kind: AnyKind, lifecycle: TerraformResourceLifecycle): TerraformResourceLifecycle =>
  Array.isArray(lifecycle.ignoreChanges)
    ? { ...lifecycle, ignoreChanges: lifecycle.ignoreChanges.map((path) => attributePath(kind, path)) }
    : lifecycle;

/**
 * An entity of one kind. Concrete kinds add their name, their properties and what can be added to them.
 *
 * @example
 * class InternalService extends Service { … } // a team's own kind of service
 */
export abstract class Entity<Kind extends string = string> extends TerraformResource implements IEntity<Kind> {
  abstract readonly kind: Kind;
  /** What the kind is: its fields, keys and references. */
  readonly descriptor: AnyKind;
  readonly #attributes: Record<string, unknown>;

  constructor(scope: Construct, id: string, descriptor: AnyKind, props: EntityOptions & object) {
    const { id: pinned, extra, lifecycle, adopt, deletionPolicy, ...fields } = withoutMeta(props);
    const attributes = toAttributes(descriptor, fields, pathOf(scope, id));
    super(scope, id, {
      terraformResourceType: descriptor.terraform,
      terraformGeneratorMetadata: GENERATOR,
      ...metaArguments(props),
      ...(lifecycle === undefined ? {} : { lifecycle: withFieldNames(descriptor, lifecycle) }),
    });
    this.descriptor = descriptor;
    const { namedByPath: named } = descriptor;
    if (named !== undefined && attributes[named.field] === undefined) {
      const isNamedOtherwise = named.unless !== undefined && attributes[named.unless] !== undefined;
      if (!isNamedOtherwise) attributes[named.field] = nameFromPath(this);
    }
    if (pinned !== undefined) attributes["id"] = pinned;
    if (extra !== undefined) attributes["extra"] = escapeLiterals(extra);
    if (adopt !== undefined) attributes["adopt"] = adopt;
    if (deletionPolicy !== undefined) attributes["deletion_policy"] = deletionPolicy;
    this.#attributes = attributes;
    validateWith(TerraformStack.of(this), this);
  }

  /** The entity's id on the gateway, known once it exists. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /**
   * Any attribute of the entity as it will stand on the gateway, by its property name, to use in other texts. Numbers
   * and lists have `getNumberAttribute` and `getListAttribute`, which take Kong's name.
   *
   * @example
   * new TerraformOutput(this, "host", { value: orders.attribute("host") });
   */
  attribute(property: string): string {
    return this.getStringAttribute(attributePath(this.descriptor, property));
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.#attributes;
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return attributesForHcl(this.#attributes);
  }
}
