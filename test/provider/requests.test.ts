/** What a plan without changes costs in requests. */

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { EmbeddedEntity } from "../../src/embedded/gateway.ts";
import { dynamicOf, objectIn } from "../../src/provider/fields.ts";
import type { Value } from "../../src/provider/value.ts";
import type { Config, Core, ResourceState } from "./core/core.ts";
import { OURS, type Stage, stage } from "./stage.ts";

interface Held {
  readonly type: string;
  readonly config: Config;
  readonly state: ResourceState;
}

const PAGE = 100;
let on: Stage;
beforeAll(async () => {
  on = await stage({ pageSize: PAGE });
});
afterAll(() => on.close());
beforeEach(() => on.reset());

const TAGS = [OURS];

/** One state is imported; those of its like are made from it. */
const like = async (core: Core, type: string, by: string, entities: readonly EmbeddedEntity[]) => {
  await on.command();
  const [first] = await core.importResource(type, by);
  if (first === undefined) throw new Error("nothing was imported");
  return entities.map((entity): ResourceState => {
    // Ids, names and times are the same in both.
    const own = { ...entity, ...(type === "kong_plugin" ? { scope: scopeOf(entity) } : {}) } as Record<string, Value>;
    const names = ["id", "name", "created_at", "updated_at", "hosts", "scope"];
    const value: Record<string, Value> = Object.fromEntries(
      Object.entries(first.value).map(([name, known]) => [name, names.includes(name) ? (own[name] ?? known) : known]),
    );
    const identity: Record<string, Value> = Object.fromEntries(
      Object.entries(first.identity ?? {}).map(([name, known]) => {
        const scope = objectIn(value["scope"]);
        return [name, scope !== undefined && name in scope ? (scope[name] ?? null) : (value[name] ?? known)];
      }),
    );
    return { ...first, value, identity };
  });
};

const scopeOf = (entity: EmbeddedEntity): Value =>
  dynamicOf({ route_id: (entity["route"] as { readonly id: string }).id });

const filled = async (each: number): Promise<readonly Held[]> => {
  const numbered = Array.from({ length: each }, (_, index) => index);
  const services = numbered.map((n) => on.embedded.insert("services", { name: `s${n}`, host: "h", tags: TAGS }));
  const routes = numbered.map((n) =>
    on.embedded.insert("routes", { name: `r${n}`, hosts: [`h${n}`], service: { id: services[n]?.id }, tags: TAGS }),
  );
  const plugins = numbered.map((n) =>
    on.embedded.insert("plugins", { name: "cors", route: { id: routes[n]?.id }, tags: TAGS }),
  );
  const ofServices = await like(on.core, "kong_service", "services/s0", services);
  const ofPlugins = await like(on.core, "kong_plugin", "plugins/cors@route=r0", plugins);
  const ofRoutes = (await like(on.core, "kong_route", "routes/r0", routes)).map((state, n) => ({
    ...state,
    value: { ...state.value, service_id: services[n]?.id ?? null },
  }));
  return [
    ...ofServices.map((state, n) => ({ type: "kong_service", state, config: { name: `s${n}`, host: "h" } })),
    ...ofRoutes.map((state, n) => ({
      type: "kong_route",
      state,
      config: { name: `r${n}`, hosts: [`h${n}`], service_id: services[n]?.id },
    })),
    ...ofPlugins.map((state) => ({
      type: "kong_plugin",
      state,
      config: {
        name: "cors",
        scope: { route_id: String(objectIn(state.value["scope"])?.["route_id"]) },
      },
    })),
  ];
};

/** As Terraform does it: ten at a time. */
const planned = async (held: readonly Held[]): Promise<ReadonlySet<string>> => {
  const left = [...held];
  const actions = new Set<string>();
  const worker = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const read = await on.core.readResource(next.state);
      const { action } = await on.core.planResource(next.type, next.config, read);
      actions.add(read === undefined ? "gone" : action);
    }
  };
  await Promise.all(Array.from({ length: 10 }, worker));
  return actions;
};

const counted = (): { readonly schemas: number; readonly others: number; readonly all: readonly string[] } => {
  const all = on.embedded.log.map(({ method, path }) => `${method} ${path}`);
  const schemas = all.filter((line) => line.startsWith("GET /schemas")).length;
  return { schemas, others: all.length - schemas, all };
};

describe("a plan without changes", () => {
  test.each([100, 1000])("of 3 × %i resources costs pages", { timeout: 120_000 }, async (each) => {
    const held = await filled(each);
    await on.command();
    on.embedded.log.length = 0;
    expect([...(await planned(held))]).toEqual(["no-op"]);
    const { others, schemas, all } = counted();
    const pages = 3 * Math.ceil(each / PAGE);
    expect(others, all.slice(0, 40).join("\n")).toBeLessThanOrEqual(pages + 10);
    expect(schemas).toBeLessThanOrEqual(4);
  });

  test("of five resources on a gateway with 20,000 entities reads those five", { timeout: 120_000 }, async () => {
    for (let n = 0; n < 20_000; n++) on.embedded.insert("consumers", { username: `c${n}` });
    const ids = on.embedded.entities("consumers").slice(0, 5);
    const held: Held[] = [];
    for (const { id, ...rest } of ids) {
      const config = { username: String(rest["username"]) };
      on.embedded.update("consumers", id, { tags: TAGS });
      await on.command();
      const [state] = await on.core.importResource("kong_consumer", id);
      if (state !== undefined) held.push({ type: "kong_consumer", config, state });
    }
    await on.command();
    on.embedded.log.length = 0;
    expect([...(await planned(held))]).toEqual(["no-op"]);
    const { all } = counted();
    const reads = all.filter((line) => line.startsWith("GET /consumers"));
    expect(reads.sort()).toEqual(ids.map(({ id }) => `GET /consumers/${id}`).sort());
    expect(all.length).toBeLessThanOrEqual(5 + 10);
  });
});
