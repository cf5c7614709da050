/** The base of entities that somebody else declares: they must exist, are referred to, and are never written. @module */
import { TerraformDataSource } from "cdktf";
import type { Construct } from "constructs";
import { lookupsOf } from "../model/constructs.ts";
import type { AnyKind } from "../model/define.ts";
import { attributePath, toAttributes } from "./attributes.ts";
import { GENERATOR } from "./entity.ts";
import { lookupMissing, pathOf } from "./errors.ts";
import { attributesForHcl } from "./hcl.ts";
import { camelCase } from "./names.ts";
import { type IEntity, type MetaOptions, metaArguments, withoutMeta } from "./options.ts";
import { Scope } from "./scope.ts";

/** The ways to say which entity is meant, by property names: its id, or the fields of one of its keys. */
const waysOf = (kind: AnyKind): readonly (readonly string[])[] => [
  ["id"],
  ...lookupsOf(kind).map(({ needed }) => needed.map(camelCase)),
];

/**
 * An entity that another team owns, usable wherever an entity is. A missing one is an error at plan.
 *
 * @example
 * const orders = Service.existing(this, "orders", { name: "orders" });
 * orders.addRoute("v2", { paths: ["/v2/orders"] });
 */
export abstract class ExistingEntity<Kind extends string = string>
  extends TerraformDataSource
  implements IEntity<Kind>
{
  abstract readonly kind: Kind;
  readonly descriptor: AnyKind;
  readonly #attributes: Record<string, unknown>;
  #id: string | undefined;

  constructor(scope: Construct, id: string, descriptor: AnyKind, lookup: MetaOptions & object) {
    const path = pathOf(scope, id);
    const fields: Readonly<Record<string, unknown>> = withoutMeta(lookup ?? {});
    const ways = waysOf(descriptor);
    if (!ways.some((way) => way.every((property) => fields[property] !== undefined && fields[property] !== ""))) {
      throw lookupMissing(
        path,
        ways.map((way) => way.join(", ")),
      );
    }
    const { scope: plugged, ...others } = fields;
    const attributes = toAttributes(descriptor, others, path);
    if (Scope.isScope(plugged)) attributes["scope"] = plugged.attributes;
    super(scope, id, {
      terraformResourceType: descriptor.terraform,
      terraformGeneratorMetadata: GENERATOR,
      ...metaArguments(lookup),
    });
    this.descriptor = descriptor;
    this.#attributes = attributes;
  }

  /** The entity's id on the gateway. */
  get id(): string {
    // One token for all that refer to it: making one takes time.
    this.#id ??= this.getStringAttribute("id");
    return this.#id;
  }

  /** Any attribute of the entity as it stands on the gateway, by its property name. */
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
