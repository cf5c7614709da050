// Builds the provider: one file that Terraform and OpenTofu start, with everything it needs but Node.
import { chmodSync } from "node:fs";
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

export const providerFile = "dist/provider/terraform-provider-kong";

export const buildProvider = async (version, outfile = providerFile) => {
  await build({
    entryPoints: ["src/provider/main.ts"],
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
  });
  chmodSync(outfile, 0o755);
};
