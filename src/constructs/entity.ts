/** The base of every declared entity: a Terraform resource that its kind's descriptor describes. @module */
import { TerraformResource, type TerraformResourceLifecycle, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { version } from "../install/version.ts";
import { writeOnlyAttribute } from "../model/attribute-names.ts";
import type { AnyKind } from "../model/define.ts";
import { fieldFacts } from "../model/derive.ts";
import { attributePath, toAttributes } from "./attributes.ts";
import { pathOf, scopeMissing } from "./errors.ts";
import { attributesForHcl } from "./hcl.ts";
import { escapeLiterals } from "./literal.ts";
import { idFromPath, nameFromPath } from "./names.ts";
import { type EntityOptions, type IEntity, metaArguments, withoutMeta } from "./options.ts";
import { Scope } from "./scope.ts";
import { validateWith } from "./validation.ts";

/** What CDKTF notes about where a resource comes from; it checks that the stack has a provider of this name. */
export const GENERATOR = { providerName: "kong", providerVersion: version } as const;

const withFieldNames = (kind: AnyKind, lifecycle: TerraformResourceLifecycle): TerraformResourceLifecycle =>
  Array.isArray(lifecycle.ignoreChanges)
    ? { ...lifecycle, ignoreChanges: lifecycle.ignoreChanges.map((path) => attributePath(kind, path)) }
    : lifecycle;

/** The attribute of a scope. One that is no scope is refused: TypeScript sees to that, JavaScript does not. */
const scopeAttribute = (where: string, scope: unknown): Readonly<Record<string, unknown>> => {
  if (!Scope.isScope(scope)) throw scopeMissing(where);
  return scope.attributes;
};

/** Whether nothing that is declared says which entity is meant, for the gateway makes what identifies it. */
const isFoundByNothing = (kind: AnyKind, attributes: Readonly<Record<string, unknown>>): boolean => {
  const { uniqueKeys } = kind;
  const isGiven = (field: string): boolean =>
    attributes[field] !== undefined || attributes[writeOnlyAttribute(field)] !== undefined;
  const isMade = (field: string): boolean => fieldFacts(kind, field).auto === true && !isGiven(field);
  return uniqueKeys.length > 0 && uniqueKeys.every(({ fields }) => fields.some(isMade));
};

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
  #id: string | undefined;

  constructor(scope: Construct, id: string, descriptor: AnyKind, props: EntityOptions & object) {
    const where = pathOf(scope, id);
    const { id: pinned, extra, lifecycle, adopt, deletionPolicy, ...given } = withoutMeta(props ?? {});
    const fields: Readonly<Record<string, unknown>> = given;
    const attributes = toAttributes(
      descriptor,
      descriptor.scope === undefined ? fields : { ...fields, scope: scopeAttribute(where, fields["scope"]) },
      where,
    );
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
    const known = pinned ?? (isFoundByNothing(descriptor, attributes) ? idFromPath(where) : undefined);
    if (known !== undefined) attributes["id"] = known;
    if (extra !== undefined) attributes["extra"] = escapeLiterals(extra);
    if (adopt !== undefined) attributes["adopt"] = adopt;
    if (deletionPolicy !== undefined) attributes["deletion_policy"] = deletionPolicy;
    this.#attributes = attributes;
    validateWith(TerraformStack.of(this), this);
  }

  /** The entity's id on the gateway, known once it exists. */
  get id(): string {
    // One token for all that refer to it: making one takes time.
    this.#id ??= this.getStringAttribute("id");
    return this.#id;
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
