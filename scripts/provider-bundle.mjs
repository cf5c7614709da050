// Builds the provider: one file that Terraform and OpenTofu start, with everything it needs but Node.
import { chmodSync } from "node:fs";
import { build } from "esbuild";

// The CLIs want the file to be called terraform-provider-kong_v0.1.0. Node takes ".0" for an extension, and in a folder whose package.json (a
// user's own, say) has "type": "module" it refuses such a file. So the file is a shell script whose second line starts node and hands it the
// file as a plain script; to JavaScript that line is a string and a comment. Nothing outside the function imports, requires or exports.
const start = `require("vm").runInThisContext(require("fs").readFileSync(process.argv[1],"utf8"),process.argv[1])`;
const missing = "The Kong provider needs Node 20.18.1 or later: there is no node on the PATH.";
const banner = `#!/bin/sh
":" //; command -v node >/dev/null || { echo "${missing}" >&2; exit 1; }; exec node --input-type=commonjs -e '${start}' "$0"
if (!process.getBuiltinModule) {
  process.stderr.write("The Kong provider needs Node 20.18.1 or later; this is " + process.version + ".\\n");
  process.exit(1);
}
(function (require, module, exports) {`;
const footer = `})(process.getBuiltinModule("module").createRequire(process.execPath), { exports: {} }, {});`;

export const providerFile = "dist/provider/terraform-provider-kong";

export const buildProvider = async (version) => {
  await build({
    entryPoints: ["src/provider/main.ts"],
    outfile: providerFile,
    bundle: true,
    minify: true,
    format: "cjs",
    platform: "node",
    target: "node20.18",
    charset: "utf8",
    banner: { js: banner },
    footer: { js: footer },
    define: { __KONGRUENT_VERSION__: JSON.stringify(version) },
    logLevel: "warning",
  });
  chmodSync(providerFile, 0o755);
};
