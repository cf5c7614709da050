import { expect, test } from "vitest";
import { referenceFrom } from "../../src/desired/references.ts";
import { route } from "../../src/model/route.ts";
import { Secret } from "../../src/model/secret.ts";
import { service } from "../../src/model/service.ts";
import { validateEntity } from "../../src/model/validate-entity.ts";

const secret = "hunter2xyzzy";

test.each([
  ["a path that is no regular expression", route, { paths: [new Secret(`~/(${secret}`)] }],
  ["a path that is not normalised", route, { paths: [new Secret(`/a/../${secret}`)] }],
  ["a name with a space", service, { host: "h", name: new Secret(`${secret} x`) }],
  ["a host with a space", service, { host: new Secret(`${secret} x`) }],
])("%s is refused without a part of the secret in the text", (_what, kind, entity) => {
  const text = JSON.stringify(validateEntity(kind, entity));
  expect(text).toContain("the value is secret");
  expect(text).not.toContain(secret);
});

test("a secret in the place of an id is refused without being repeated", () => {
  const directory = { byAddress: new Map(), pinned: () => undefined };
  const attempt = () => referenceFrom(new Secret(secret), "services", "service_id", "kong_route.v1", directory);
  expect(attempt).toThrow("a secret value that is no id");
  expect(attempt).not.toThrow(secret);
});
