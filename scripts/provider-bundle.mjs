// Builds the provider: one file that Terraform and OpenTofu start, with everything it needs but Node.
import { chmodSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

// The CLIs want the file to be called terraform-provider-kong_v0.1.0. Node takes ".0" for an extension, and in a folder whose package.json (a
// user's own, say) has "type": "module" it refuses such a file. So the file is a shell script whose second line starts node and hands it the
// file as a plain script; to JavaScript that line is a string and a comment. Nothing outside the function imports, requires or exports.
// What is missing is said on stdout, which the CLIs repeat to the user, and on stderr for whoever starts the file by hand.
const start = `require("vm").runInThisContext(require("fs").readFileSync(process.argv[1],"latin1"),process.argv[1])`;
const missing = "The Kong provider needs Node 20.18.1 or later: there is no node on the PATH.";
const banner = `#!/bin/sh
":" //; command -v node >/dev/null || { echo "${missing}"; echo "${missing}" >&2; exit 1; }; exec node --input-type=commonjs -e '${start}' "$0"
if (!process.getBuiltinModule) {
  var problem = "The Kong provider needs Node 20.18.1 or later; this is " + process.version + ".\\n";
  process.stdout.write(problem);
  process.stderr.write(problem);
  process.exit(1);
}
(function (require, module, exports) {`;
const footer = `})(process.getBuiltinModule("module").createRequire(process.execPath), { exports: {} }, {});`;

// Half of what the file would hold is never called, and every command of a CLI would read it four times: undici's fetch, web sockets and mocks
// (its index.js loads all), zod's error texts in forty languages, and the reader of .proto files that gRPC has for services not served here.
const parts = {
  name: "parts",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^undici$/ }, () => ({ path: "undici", namespace: "parts" }));
    onResolve({ filter: /\/locales\/index\.js$/ }, ({ importer }) =>
      importer.includes("/zod/") ? { path: "locales", namespace: "parts" } : undefined,
    );
    onLoad({ filter: /^undici$/, namespace: "parts" }, () => ({
      resolveDir: process.cwd(),
      contents: `
        import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
        import api from "undici/lib/api/index.js";
        Object.assign(Dispatcher.prototype, api);
        export { default as Pool } from "undici/lib/dispatcher/pool.js";
      `,
    }));
    onResolve({ filter: /^@grpc\/proto-loader$/ }, () => ({ path: "proto-loader", namespace: "parts" }));
    onLoad({ filter: /^(locales|proto-loader)$/, namespace: "parts" }, () => ({ contents: "" }));
  },
};

/** The package's folder that a source file is in; undefined where it is one of our own. */
const packageFolder = (file) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

/** A licence as a package has it: in files of its own, else in the first comments of its sources. */
const licenceTexts = (folder, sources) => {
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)\b/i.test(name));
  if (files.length > 0) return files.sort().map((name) => readFileSync(join(folder, name), "utf8").trim());
  const comments = sources.map(
    (file) => /^(?:(?:\/\/.*\n)+|\/\*[\s\S]*?\*\/)/.exec(readFileSync(file, "utf8"))?.[0] ?? "",
  );
  const plain = comments.map((text) => text.replace(/^(?:\/\/|\/\*\*?| \*\/| \*)[^\S\n]?/gm, "").trim());
  return [...new Set(plain)].filter((text) => /copyright/i.test(text));
};

/**
 * What the licences of the packages ask to be handed on with them, for those of which something is in the file. Fails for a
 * package that does not say under which licence it is.
 */
const notices = ({ outputs }) => {
  const sources = new Map();
  for (const { inputs } of Object.values(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = packageFolder(file);
      if (folder !== undefined && bytesInOutput > 0) sources.set(folder, [...(sources.get(folder) ?? []), file]);
    }
  }
  const parts = [...sources].sort().map(([folder, files]) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const texts = licenceTexts(folder, files.sort());
    if (typeof license !== "string" || texts.length === 0) throw new Error(`${name} does not say its licence`);
    return [`${name} ${version}: ${license.replace(/^\((.*)\)$/, "$1")}`, ...texts].join("\n\n");
  });
  const head = "The provider's executable, terraform-provider-kong, holds code of these packages.";
  return `${[head, ...parts].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
};

/** What stands beside the provider's file where it is built; never where it is installed, as its hash is that of a folder with one file. */
export const noticesFile = "THIRD-PARTY-LICENSES.txt";

export const providerFile = "dist/provider/terraform-provider-kong";

export const buildProvider = async (version, outfile = providerFile, entryPoint = "src/provider/main.ts") => {
  const { metafile } = await build({
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    minify: true,
    format: "cjs",
    platform: "node",
    target: "node20.18",
    plugins: [parts],
    banner: { js: banner },
    footer: { js: footer },
    define: { __KONGRUENT_VERSION__: JSON.stringify(version) },
    logLevel: "warning",
    metafile: true,
  });
  writeFileSync(join(dirname(outfile), noticesFile), notices(metafile));
  chmodSync(outfile, 0o755);
};
