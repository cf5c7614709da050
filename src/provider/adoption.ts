/**
 * A create whose entity is already there: taken over by the table of adoption modes, or refused with what to do.
 * @module
 */

import { type ById, relationOf } from "../engine/bearer.ts";
import type { FieldChange } from "../engine/comparator.ts";
import { hasUnknown } from "../engine/comparator.ts";
import type { Entity } from "../engine/gateway.ts";
import { isOwnable, relationTo, verdictIn } from "../engine/ownership.ts";
import { identifierOf } from "../engine/snapshot.ts";
import { ADOPT_MODES, type AdoptMode } from "../model/declaration.ts";
import type { AnyKind } from "../model/define.ts";
import { referenceId } from "../model/derive.ts";
import { attributesOf } from "./attributes.ts";
import type { Settings } from "./configuration.ts";
import { problem, warning } from "./diagnostics.ts";
import { type Fields, isGiven, type State } from "./fields.ts";
import type { Diagnostic } from "./protocol/generated/tfplugin6.ts";
import type { Online, Session } from "./session.ts";

export interface Adoption {
  readonly live: Entity | undefined;
  readonly identity: string;
  /** The other owner, where it has one. */
  readonly owner: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The mode for a resource: its own, else the provider's. */
export const modeOf = ({ adopt }: Pick<Settings, "adopt">, config: State): AdoptMode => {
  const own = config["adopt"];
  return ADOPT_MODES.find((mode) => mode === own) ?? adopt ?? "unowned";
};

/** The words that import an entity, to be put into a configuration. */
const importBlock = (kind: AnyKind, identity: string): string =>
  `import {\n  to = ${kind.terraform}.NAME\n  id = "${identity}"\n}`;

export const adoptionRefused = (
  kind: AnyKind,
  identity: string,
  mode: string,
  owner: string | undefined,
): Diagnostic =>
  owner === undefined
    ? problem(
        `${identity} is already there`,
        `It is on the gateway, owned by nobody, and adoption is '${mode}'. Import it with\n\n  terraform import ${kind.terraform}.NAME '${identity}'\n\nor in the configuration with\n\n${importBlock(kind, identity)}\n\nor let it be adopted: adopt = "unowned". (KG_ADOPTION_REFUSED)`,
      )
    : problem(
        `${identity} belongs to '${owner}'`,
        `It is on the gateway and owned by '${owner}'. Agree with that owner, refer to it by a data source, or take it over with adopt = "any". If this configuration was '${owner}' itself before, say owner = "${owner}" in the provider block. (KG_OWNED_BY_OTHER)`,
      );

/** What the table says of a live entity that a create would take over. */
export const judgeAdoption = (
  { settings, online }: Session,
  kind: AnyKind,
  config: State,
  live: Entity,
  identity: string,
): { readonly owner: string | undefined; readonly refusal: Diagnostic | undefined } => {
  const mode = modeOf(settings, config);
  if (!isOwnable(kind)) return { owner: undefined, refusal: undefined };
  const byId: ById = online?.reader.known ?? (() => undefined);
  const relation = relationOf(settings.ownership, settings.owner, kind, live, byId);
  const owner = relation.is === "another's" ? relation.owner : undefined;
  const isRefused = verdictIn(mode, relation) === "refuse";
  return { owner, refusal: isRefused ? adoptionRefused(kind, identity, mode, owner) : undefined };
};

/**
 * The live entity that a create means, and whether it may be taken over.
 *
 * @param replaced the id of the entity that this very resource had before: by then it is gone
 */
export const adoptionOf = async (
  session: Session,
  online: Online,
  kind: AnyKind,
  config: State,
  fields: Fields,
  replaced: string | undefined,
): Promise<Adoption> => {
  const nothing = { live: undefined, identity: "", owner: undefined, diagnostics: [] };
  const pinned = config["id"];
  const { key } = identifierOf(kind, fields);
  // A pinned id says which one is meant where no key does.
  const isKnown = key === undefined ? !isGiven(pinned) : !key.fields.some((field) => hasUnknown(fields[field]));
  const holder = isKnown ? await session.lookUp(online, kind, fields) : undefined;
  const byId =
    typeof pinned === "string"
      ? await online.reader.byId(kind, pinned.toLowerCase(), session.parentOf(kind, fields))
      : undefined;
  const live = byId ?? holder;
  if (live === undefined) return nothing;
  const identity = await session.identityOf(kind, live);
  if (typeof pinned === "string" && byId === undefined) {
    if (live.id === replaced) return nothing;
    const detail = `${identity} is live with the id ${live.id}, and this resource pins ${pinned}. Pin that id, or drop the pin. Where it is this resource's own and is replaced, leave out create_before_destroy. (KG_ID_MISMATCH)`;
    return { ...nothing, diagnostics: [problem("Another id is live", detail, ["id"])] };
  }
  const { under } = key ?? {};
  if (byId === undefined && under !== undefined && referenceId(live[under]) !== referenceId(fields[under]))
    return nothing;
  const fixed = kind.subschema?.name;
  if (fixed !== undefined && fields[fixed] !== live[fixed]) {
    const detail = `The id ${live.id} is that of ${identity}, whose ${fixed} the gateway cannot change. Drop the pin, and a new one is made. (KG_FIELD_FIXED)`;
    return { ...nothing, diagnostics: [problem("The pinned id is another's", detail, ["id"])] };
  }
  const { owner, refusal } = judgeAdoption(session, kind, config, live, identity);
  return { live, identity, owner, diagnostics: refusal === undefined ? [] : [refusal] };
};

/** Whether a value can be shown: Terraform does not tell which texts came from sensitive variables. */
const isHarmless = (value: unknown): boolean =>
  value === null || value === undefined || typeof value === "number" || typeof value === "boolean";

/** One line per field that changes. Texts are not repeated: the new ones are in the plan, as far as they may be shown. */
const changesInWords = (changes: readonly FieldChange[]): string =>
  changes
    .map(({ path, from, to }) =>
      path === "owner" || (isHarmless(from) && isHarmless(to))
        ? `  ${path}: ${JSON.stringify(from ?? null)} -> ${JSON.stringify(to ?? null)}`
        : `  ${path}`,
    )
    .join("\n");

/** Said at plan, and again at apply, where Terraform plans once more. */
export const adoptionWarning = (
  { settings }: Session,
  kind: AnyKind,
  { identity, owner, live }: Adoption,
  changes: readonly FieldChange[],
): Diagnostic => {
  const whose =
    !isOwnable(kind) || live === undefined
      ? ""
      : owner !== undefined
        ? ` It is owned by '${owner}', who loses it.`
        : relationTo(settings.ownership, settings.owner, live).is === "ours"
          ? ` It is owned by '${settings.owner}' already.`
          : " It is owned by nobody.";
  const what = changes.length === 0 ? "No field changes." : `Fields that change:\n\n${changesInWords(changes)}`;
  return warning(
    `Adopts ${identity}, which is already on the gateway`,
    `The entity is taken over as it is (id ${live?.id ?? "?"}) and not created.${whose} ${what}`,
  );
};

/** An entity that this state has at one address is planned at another one too. */
export const movedProblem = (kind: AnyKind, identity: string, id: string): Diagnostic => {
  const name = attributesOf(kind).some((attribute) => attribute.name === "name") ? "OLD_NAME" : "OLD";
  return problem(
    `${identity} changes its address`,
    `This state has it (id ${id}) at an address that is destroyed, and a resource at a new address would take it over: what one adopts, the other deletes. Say that it moved, with\n\nmoved {\n  from = ${kind.terraform}.${name}\n  to   = ${kind.terraform}.NEW\n}\n\nin CDKTF with construct.moveTo(…) or moveFromId(…). (KG_ADDRESS_CHANGED)`,
  );
};

/** Two resources stand for one entity. */
export const takenProblem = (identity: string): Diagnostic =>
  problem(
    `${identity} is declared twice`,
    "Another resource of this configuration stands for the same entity. An entity is declared once; remove one, or change its name or scope. If one gives the name up and the other takes it, do that in two runs. (KG_DUPLICATE_IDENTITY)",
  );

/** The state has one entity at two addresses, and one of them is destroyed. */
export const twiceProblem = (kind: AnyKind, identity: string): Diagnostic =>
  problem(
    `${identity} is in the state twice`,
    `One of its addresses is destroyed and the other stays, which would delete what stays. Forget the one that goes with\n\n  terraform state rm ${kind.terraform}.OLD\n\n(KG_ADDRESS_CHANGED)`,
  );

/** A create finds an entity that this state has already. */
export const heldInState = (identity: string, id: string): Diagnostic =>
  problem(
    `${identity} is in this state already`,
    `Another resource has it (id ${id}), or this one is replaced and create_before_destroy lets the new one come first: two entities cannot have one identity. Say with a moved block that it moved, or leave out create_before_destroy. (KG_ADDRESS_CHANGED)`,
  );
