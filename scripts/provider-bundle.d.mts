/** Where the build puts the provider. */
export const providerFile: string;
/** Builds the provider as one file. */
export const buildProvider: (version: string, outfile?: string) => Promise<void>;
