import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lint } from "../../src/lint/lint.ts";
import { Template } from "../../src/model/declaration.ts";
import { numbers, often } from "../properties/chance.ts";
import { compatible, type ModelRequest, type ModelRoute, matches, type Tie, traditional } from "./routers.ts";
import { controlPlane, found, online, route, service } from "./support.ts";

describe("regex-without-tilde", () => {
  test.each([
    ["/orders/.*"],
    ["/orders/*"],
    ["/v1/orders$"],
    ["/orders/.+/items"],
    ["/orders/(?<id>[0-9]+)"],
    ["/o\\d"],
  ])("%s looks like a regular expression", async (path) => {
    expect(await found([route("r", { paths: ["/plain", path] })])).toEqual(["regex-without-tilde r"]);
  });

  test.each([
    ["~/orders/.*"],
    ["/orders.json"],
    ["/v1.0/orders"],
    ["/Products(1)/$value"],
    ["/a+b"],
    ["/$metadata/x"],
    ["/a%20b"],
    ["/"],
  ])("%s does not", async (path) => {
    expect(await found([route("r", { paths: [path] })])).toEqual([]);
  });

  test("nor does what is not known, or is another team's", async () => {
    const unknown = new Template([{ address: "a", path: ["b"] }]);
    expect(await found([route("r", { paths: [unknown] })])).toEqual([]);
    expect(await found([route("r", { paths: ["/a/*"] }, { existing: true })])).toEqual([]);
    expect(await found([route("r", { hosts: ["*.example.com"] })])).toEqual([]);
  });
});

describe("route-shadowed", () => {
  const FOUND = ["route-shadowed b"];
  const pair = (a: object, b: object, more: readonly ReturnType<typeof route>[] = []) =>
    found([route("a", { ...a }), route("b", { ...b }), ...more]);

  test("two routes that match the same: the later one is told, and the other one named", async () => {
    expect(await pair({ paths: ["/a", "/b"] }, { paths: ["/b", "/a"] })).toEqual(FOUND);
    const all = { hosts: ["x.example"], methods: ["GET"], headers: { "X-A": ["1"] }, paths: ["/a"] };
    expect(await pair(all, { ...all, headers: { "x-a": ["1"] } })).toEqual(FOUND);
    const { findings } = await lint({ declarations: [route("b", { paths: ["/a"] }), route("a", { paths: ["/a"] })] });
    expect(findings).toMatchObject([{ address: "b", message: expect.stringContaining("requests that a matches") }]);
  });

  test("a regular expression that matches whatever a plain path matches", async () => {
    for (const path of ["~/", "~/.*", "~/orders", "~/orders/(.*)", "~/orders/v1"])
      expect(await pair({ paths: [path] }, { paths: ["/orders/v1"] }), path).toEqual(FOUND);
    expect(
      await pair({ paths: ["~/a", "~/b"], methods: ["GET", "PUT"] }, { paths: ["/b/c"], methods: ["PUT"] }),
    ).toEqual(FOUND);
  });

  test("the same regular expressions of a higher priority", async () => {
    const regex = { paths: ["~/a\\d+"], regex_priority: 1 };
    expect(await pair({ ...regex, regex_priority: 2 }, regex)).toEqual(FOUND);
    expect(await pair({ ...regex, paths: ["~/x", "~/a\\d+"], regex_priority: 2 }, regex)).toEqual(FOUND);
  });

  test.each([
    ["a longer path", { paths: ["/a"] }, { paths: ["/a/b"] }],
    ["more kinds of conditions", { paths: ["~/.*"] }, { paths: ["/a"], methods: ["GET"] }],
    [
      "more methods in one, which may be the one that loses",
      { paths: ["/a"], methods: ["GET", "PUT"] },
      { paths: ["/a"], methods: ["GET"] },
    ],
    ["another host", { hosts: ["a.example"], paths: ["/a"] }, { hosts: ["b.example"], paths: ["/a"] }],
    [
      "a wildcard above a plain host",
      { hosts: ["*.example"], paths: ["~/.*"] },
      { hosts: ["a.example"], paths: ["/a"] },
    ],
    ["more headers", { headers: { a: ["1"] } }, { headers: { a: ["1"], b: ["1"] } }],
    ["a regular expression that is longer than the path", { paths: ["~/orders/v1"] }, { paths: ["/orders"] }],
    ["a regular expression that ends", { paths: ["~/orders$"] }, { paths: ["/orders"] }],
    ["a regular expression above a plain path", { paths: ["/orders"] }, { paths: ["~/orders$"] }],
    [
      "more headers above a regular expression's equal",
      { headers: { a: ["1"], b: ["1"] }, paths: ["~/"] },
      { headers: { a: ["1"] }, paths: ["/a"] },
    ],
    [
      "a header pattern that is one only where it stands alone",
      { headers: { a: ["1", "~*[12]"] }, paths: ["~/"] },
      { headers: { a: ["~*[12]"] }, paths: ["/a"] },
    ],
    ["other protocols", { protocols: ["http"], paths: ["~/"] }, { protocols: ["https"], paths: ["/a"] }],
    ["expressions", { expression: "true" }, { expression: "true" }],
    ["stream routes", { protocols: ["tcp"], sources: [{ port: 1 }] }, { protocols: ["tcp"], sources: [{ port: 1 }] }],
    ["sources", { paths: ["/a"], sources: [{ ip: "10.0.0.1" }] }, { paths: ["/a"], sources: [{ ip: "10.0.0.2" }] }],
  ])("says nothing of %s", async (_what, a, b) => {
    expect(await pair(a, b)).toEqual([]);
  });

  test("a third route with the text of the path as a regular expression makes it uncertain", async () => {
    const third = route("c", { paths: ["~/x"], hosts: ["c.example"] });
    expect(await pair({ paths: ["~/"] }, { paths: ["/x"] })).toEqual(FOUND);
    expect(await pair({ paths: ["~/"] }, { paths: ["/x"] }, [third])).toEqual([]);
  });

  test("routes of a disabled service are in no router, and of another team's service nobody knows offline", async () => {
    const of = (name: string) => route(name, { service: "s", paths: ["/a"] });
    const free = route("z", { paths: ["/a"] });
    expect(await found([service("s"), of("a"), free])).toEqual(["route-shadowed z"]);
    expect(await found([service("s", { enabled: false }), of("a"), free])).toEqual([]);
    expect(await found([service("s", {}, { existing: true }), of("a"), free])).toEqual([]);
    const live = online({ s: { id: "s", enabled: true } });
    expect(await found([service("s", {}, { existing: true }), of("a"), free], live)).toEqual(["route-shadowed z"]);
  });

  test("a live route of somebody else counts where the gateway was asked, and is named", async () => {
    const theirs = {
      routes: [{ id: "r", name: "theirs", paths: ["~/.*"], protocols: ["http", "https"], regex_priority: 0 }],
    };
    const own = [route("a", { paths: ["/a"] })];
    const { findings } = await lint({ declarations: own, ...online({}, theirs) });
    expect(findings).toMatchObject([{ code: "route-shadowed", message: expect.stringContaining("routes/theirs") }]);
    expect(await found(own)).toEqual([]);
  });

  test("a route that is declared and referred to as existing is no twin of itself", async () => {
    const live = { id: "r", paths: ["/a"], protocols: ["http"], regex_priority: 0 };
    const both = [route("a", { paths: ["/a"], protocols: ["http"] }), route("b", {}, { existing: true })];
    expect(await found(both, online({ a: live, b: live }))).toEqual([]);
    expect(await found(both, online({ a: live, b: { ...live, id: "other" } }))).toEqual(["route-shadowed a"]);
  });

  test("says nothing under the expressions router, or of what is ignored or not known", async () => {
    const twins = [route("a", { paths: ["/a"] }), route("b", { paths: ["/a"] })];
    const gateway = controlPlane({ routerFlavor: "expressions" });
    expect(await found(twins, { gateway })).toEqual([]);
    const lifecycle = { preventDestroy: false, ignoreChanges: "all" as const };
    expect(await found([route("a", { paths: ["/a"] }, { lifecycle }), route("b", { paths: ["/a"] })])).toEqual([]);
    const unknown = new Template([{ address: "x", path: ["y"] }]);
    expect(await pair({ paths: [unknown] }, { paths: [unknown] })).toEqual([]);
  });

  test("thousands of routes that differ by their host alone are looked through at once", async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => [
      route(`r${index}`, { paths: ["/a"], hosts: [`h${index}.example`] }),
      route(`q${index}`, { paths: ["~/b"], hosts: [`h${index}.example`] }),
    ]).flat();
    const twin = route("twin", { paths: ["/a"], hosts: ["h7.example"] });
    expect(await found([...many, twin])).toEqual(["route-shadowed twin"]);
  });

  test("thousands of routes that differ by their path alone are looked through at once", async () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      route(`r${index}`, { paths: [`/r${index}`], hosts: ["x.example"] }),
    );
    expect(await found([...many, route("twin", { paths: ["/r7"], hosts: ["x.example"] })])).toEqual([
      "route-shadowed twin",
    ]);
  });
});

const some = <T>(items: readonly T[], maxLength = 2): fc.Arbitrary<readonly T[] | undefined> =>
  fc.option(fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength }), { nil: undefined });

const PATHS = ["/", "/a", "/a/b", "/b", "~/", "~/.*", "~/a", "~/a/b", "~/a$", "~/b(.*)"];
const HOSTS = ["x.example", "y.example", "*.example", "x.*"];

const routes: fc.Arbitrary<readonly ModelRoute[]> = fc
  .array(
    fc.record({
      methods: some(["GET", "PUT"]),
      hosts: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, some(HOSTS)),
      paths: fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: some(PATHS, 3) }),
      snis: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, some(["s.example", "t.example"])),
      headers: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        fc.dictionary(
          fc.constantFrom("x-a", "x-b"),
          fc.uniqueArray(fc.constantFrom("1", "2", "~*[12]"), { minLength: 1, maxLength: 2 }),
          { minKeys: 1 },
        ),
      ),
      regex_priority: fc.constantFrom(0, 1),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((list) =>
    list
      .map((fields, index) => {
        const given = Object.entries(fields).filter(([, value]) => value !== undefined);
        return { name: `r${index}`, ...Object.fromEntries(given) } as ModelRoute;
      })
      // A route must have a condition.
      .filter((one) => Object.keys(one).length > 2),
  );

const requests: readonly ModelRequest[] = ["http", "https"].flatMap((scheme) =>
  ["GET", "PUT", "POST"].flatMap((method) =>
    ["x.example", "y.example", "z.example", "x.org"].flatMap((host) =>
      ["/", "/a", "/a/b/c", "/b", "/c"].flatMap((path) =>
        [{}, { "x-a": "1" }, { "x-a": "2", "x-b": "1" }].flatMap((headers) =>
          (scheme === "http" ? [""] : ["", "s.example", "t.example"]).map((sni) => ({
            scheme: scheme as ModelRequest["scheme"],
            method,
            host,
            path,
            headers,
            sni,
          })),
        ),
      ),
    ),
  ),
);

test("no route that gets a request in either router is called shadowed, and twins match the same", async () => {
  const seen = { never: 0, twins: 0 };
  await fc.assert(
    fc.asyncProperty(routes, fc.nat(), async (list, seed) => {
      const byName = new Map(list.map((one) => [one.name, one]));
      const { findings } = await lint({ declarations: list.map((one) => route(one.name, { ...one })) });
      for (const { code, address, message } of findings) {
        if (code !== "route-shadowed") continue;
        const shadowed = byName.get(address ?? "");
        const other = byName.get(/\b(r\d) matches/.exec(message)?.[1] ?? "");
        if (shadowed === undefined || other === undefined) throw new Error(message);
        if (message.startsWith("It gets no request")) {
          seen.never += 1;
          for (const random of [numbers(seed), numbers(seed + 1)]) {
            const ties = new Map<string, number>();
            const tie: Tie = ({ name }, path) => {
              const key = `${name} ${path}`;
              if (!ties.has(key)) ties.set(key, random());
              return ties.get(key) ?? 0;
            };
            for (const request of requests) {
              expect(traditional(list, request, tie)?.name, JSON.stringify(request)).not.toBe(address);
              expect(compatible(list, request, tie)?.name, JSON.stringify(request)).not.toBe(address);
            }
          }
        } else {
          seen.twins += 1;
          for (const areAllPatterns of [true, false])
            expect(
              requests.filter(
                (request) => matches(shadowed, request, areAllPatterns) !== matches(other, request, areAllPatterns),
              ),
            ).toEqual([]);
        }
      }
    }),
    often(600),
  );
  expect(seen.never).toBeGreaterThan(5);
  expect(seen.twins).toBeGreaterThan(5);
});
