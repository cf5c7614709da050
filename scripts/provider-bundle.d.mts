/** Where the build puts the provider. */
export const providerFile: string;
/** The name of the file with the licences of what is in the provider, beside it. */
export const noticesFile: string;
/** Builds the provider as one file, and the licences beside it. */
export const buildProvider: (version: string, outfile?: string, entryPoint?: string) => Promise<void>;
