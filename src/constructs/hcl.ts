/** Attributes in the form CDKTF wants when it writes HCL instead of JSON. @module */

/**
 * @example
 * attributesForHcl({ retries: 5 }) // { retries: { value: 5, type: "any", … } }
 */
export const attributesForHcl = (attributes: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      { value, isBlock: false, type: "any", storageClassType: "any" },
    ]),
  );
