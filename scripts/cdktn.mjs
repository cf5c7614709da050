// The second form of the constructs: the same sources on cdktn, the living fork of cdktf. Everything that does not depend on
// cdktf (model, plugin schemas, installation) is shared, so that there is one class of each error.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const NAMESPACE = "cdktn";
const CONSTRUCTS = resolve("src/constructs");
const ENTRY = resolve("src/index.ts");

const isDoubled = (file) => file === ENTRY || !relative(CONSTRUCTS, file).startsWith("..");

/** The entry point of the second form, for esbuild. */
export const cdktnEntry = { in: `${NAMESPACE}:src/index.ts`, out: "cdktn/index" };

/** esbuild: modules that depend on cdktf, once more, on cdktn. */
export const cdktnPlugin = {
  name: NAMESPACE,
  setup: (build) => {
    build.onResolve({ filter: /^cdktn:/ }, () => ({ path: ENTRY, namespace: NAMESPACE }));
    build.onResolve({ filter: /.*/, namespace: NAMESPACE }, ({ path, importer }) => {
      if (path === "cdktf") return { path: "cdktn", external: true };
      if (!path.startsWith(".")) return { path, external: true };
      const file = resolve(dirname(importer), path);
      return isDoubled(file) ? { path: file, namespace: NAMESPACE } : { path: file };
    });
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: readFileSync(path, "utf8"),
      loader: "ts",
    }));
  },
};

/** Declarations that depend on cdktf, once more, on cdktn: below `dist/cdktn`, the others are the ones there are. */
export const writeCdktnTypes = (dist = resolve("dist")) => {
  const doubled = [
    "index.d.ts",
    ...readdirSync(join(dist, "constructs"), { recursive: true, encoding: "utf8" }).map((file) =>
      join("constructs", file),
    ),
  ].filter((file) => file.endsWith(".d.ts"));
  for (const file of doubled) {
    const target = join(dist, "cdktn", file);
    const text = readFileSync(join(dist, file), "utf8")
      .replace(/((?:from|import\()\s*)"cdktf"/g, '$1"cdktn"')
      .replace(/(\* import .* from) "kongruent"/g, '$1 "kongruent/cdktn"')
      .replace(/((?:from|import\(|import)\s*)"(\.[^"]+)"/g, (all, before, path) => {
        const meant = resolve(dist, dirname(file), path);
        const isOne = doubled.some((other) => join(dist, other) === meant.replace(/(\.d)?\.[jt]s$/, ".d.ts"));
        return isOne ? all : `${before}"${relative(dirname(target), meant).replaceAll("\\", "/")}"`;
      });
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
};
