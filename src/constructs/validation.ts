/**
 * Validation at synth, through CDKTF's own: every error of a stack appears in one list, each behind its construct's path.
 * @module
 */
import { TerraformStack } from "cdktf";
import { duplicatesIn } from "./identities.ts";
import { attributeProblems, problemsOf } from "./problems.ts";
import { type DescribedResource, entityOf, isDescribedResource, resolveAttributes } from "./resolved.ts";
import { settingsProblems } from "./typed-plugins.ts";

type Findings = ReadonlyMap<DescribedResource, readonly string[]>;

const findings = new WeakMap<TerraformStack, Findings>();
const watched = new WeakSet<TerraformStack>();

/** All entities of the stack at once: what is declared twice shows only when they are seen together. */
const examine = (stack: TerraformStack): Findings => {
  const resources = stack.node.findAll().filter(isDescribedResource);
  const attributes = new Map(
    resources
      .filter((resource) => TerraformStack.of(resource) === stack)
      .flatMap((resource) => {
        const resolved = resolveAttributes(resource);
        return resolved === undefined ? [] : [[resource, resolved] as const];
      }),
  );
  const entities = new Map(
    [...attributes].map(([resource, resolved]) => [resource, entityOf(resource.descriptor, resolved)]),
  );
  const duplicates = duplicatesIn(entities);
  return new Map(
    [...entities].map(([resource, entity]) => {
      const duplicate = duplicates.get(resource);
      const problems = [
        ...attributeProblems(resource.descriptor, attributes.get(resource) ?? {}),
        ...problemsOf(resource.descriptor, entity),
        ...settingsProblems(resource, entity),
      ];
      return [resource, duplicate === undefined ? problems : [...problems, duplicate]];
    }),
  );
};

/**
 * Has an entity validated whenever its stack is. CDKTF validates the stack before what is in it, so the stack looks at
 * all entities anew and each entity then reports its own part.
 */
export const validateWith = (stack: TerraformStack, resource: DescribedResource): void => {
  if (!watched.has(stack)) {
    watched.add(stack);
    stack.node.addValidation({
      validate: () => {
        findings.set(stack, examine(stack));
        return [];
      },
    });
  }
  resource.node.addValidation({
    validate: () => [...((findings.get(stack) ?? examine(stack)).get(resource) ?? [])],
  });
};
