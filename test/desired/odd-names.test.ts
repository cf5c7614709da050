import { expect, test } from "vitest";
import { folderWith, load } from "./support.ts";

test.each(["__proto__", "constructor", "toString"])(
  "an attribute named %s is no attribute, and nothing breaks",
  async (name) => {
    const text = `{"resource":{"kong_service":{"a":{"name":"a","host":"h",${JSON.stringify(name)}:{"x":1}}}}}`;
    const cwd = await folderWith({ "cdk.tf.json": text });
    await expect(load(cwd, { source: "cdk.tf.json" })).rejects.toMatchObject({
      errors: [{ code: "KG_ATTRIBUTE_UNKNOWN", address: "kong_service.a" }],
    });
  },
);
