import { test } from "vitest";
import { LEFT, changesOfPlugin } from "/work/main/test/kinds/changes.ts";
import { pluginSchemas } from "/work/main/src/plugins/all-schemas.ts";
test("x", () => { console.log(JSON.stringify(LEFT, undefined, 1)); console.log([...pluginSchemas.keys()].reduce((n, name) => n + changesOfPlugin(name).changes.length, 0)); });
