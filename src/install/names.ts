/** What the provider is called, where Terraform and OpenTofu look for it, and on which machines it runs. @module */

/** As `required_providers` writes it: without a host, so that each tool takes its own registry's. */
export const PROVIDER_SOURCE = "kongruent/kong";

/** The registries that a source without a host means: Terraform's, and OpenTofu's. */
export const REGISTRY_HOSTS = ["registry.opentofu.org", "registry.terraform.io"] as const;

export type RegistryHost = (typeof REGISTRY_HOSTS)[number];

/**
 * Machines as Terraform names them. The provider is one Node program with the same bytes everywhere. Windows starts no
 * file by its first line, so it is left out.
 */
export const PLATFORMS = [
  "darwin_amd64",
  "darwin_arm64",
  "freebsd_amd64",
  "linux_386",
  "linux_amd64",
  "linux_arm",
  "linux_arm64",
] as const;

/**
 * Context of an app (`cdktf.json`, or `CDKTF_CONTEXT_JSON`) that, set to false, keeps synthesis from laying the provider
 * beside the stack.
 */
export const INSTALL_CONTEXT = "kongruentInstallProvider";

/** The provider's full address at one registry: the name of its entry in the lock file. */
export const addressAt = (host: string): string => `${host}/${PROVIDER_SOURCE}`;

/** The name of the executable, which carries the version. */
export const executableName = (version: string): string => `terraform-provider-kong_v${version}`;

/** The `required_providers` of a configuration, as data. */
export const requiredProviders = (version: string) => ({
  terraform: { required_providers: { kong: { source: PROVIDER_SOURCE, version } } },
});

/** The same as HCL. */
export const requiredProvidersText = (version: string): string => `terraform {
  required_providers {
    kong = {
      source  = "${PROVIDER_SOURCE}"
      version = "${version}"
    }
  }
}
`;
