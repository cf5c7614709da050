/** The hash by which a lock file knows a provider. @module */
import { createHash } from "node:crypto";

/**
 * Go's `dirhash.Hash1` of a package that is one file: what Terraform writes as `h1:…`. The file's name is part of it, the
 * platform is not.
 *
 * @example
 * packageHash("terraform-provider-kong_v1.0.0", bytes) // "h1:4bT4b0…="
 */
export const packageHash = (name: string, bytes: Uint8Array): string => {
  const line = `${createHash("sha256").update(bytes).digest("hex")}  ${name}\n`;
  return `h1:${createHash("sha256").update(line).digest("base64")}`;
};
