/** The package's version, put in at build time. @module */
declare const __KONGRUENT_VERSION__: string | undefined;

export const version: string = typeof __KONGRUENT_VERSION__ === "undefined" ? "0.0.0-source" : __KONGRUENT_VERSION__;
