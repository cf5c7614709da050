/** Names of properties in TypeScript: camelCase for Kong's snake_case. @module */

/**
 * A field's name as a property.
 *
 * @example
 * camelCase("read_timeout") // "readTimeout"
 */
export const camelCase = (field: string): string =>
  field.replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
