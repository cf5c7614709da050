import { describe, expect, test } from "vitest";
import { lint, unusedSilences } from "../../src/lint/lint.ts";
import { parseSilence } from "../../src/lint/silence.ts";
import { consumer, controlPlane, online, plugin, route, service, silence } from "./support.ts";

const GLOB = route("r", { paths: ["/a/*"] });
const codes = (found: readonly { readonly code: string; readonly address: string | null }[]) =>
  found.map(({ code, address }) => `${code} ${address}`);

describe("a silence where something is declared", () => {
  test("takes the finding out, and keeps it with its reason", async () => {
    const silences = { "regex-without-tilde": "a literal star" };
    const { findings, silenced } = await lint({ declarations: [{ ...GLOB, silences }] });
    expect(findings).toEqual([]);
    expect(silenced).toMatchObject([{ code: "regex-without-tilde", address: "r", reason: "a literal star" }]);
  });

  test("is for its declaration and its code only", async () => {
    const silences = { "secret-in-source": "why" };
    const other = route("r2", { paths: ["/b/*"] }, { silences: { "regex-without-tilde": "why" } });
    const { findings } = await lint({ declarations: [{ ...GLOB, silences }, other] });
    expect(codes(findings)).toEqual(["regex-without-tilde r", "silence-unused r"]);
  });

  test("that silences nothing is told once, with what was meant", async () => {
    const silences = { "regex-without-tilda": "why" };
    const declarations = [service("a", {}, { silences }), service("b", {}, { silences })];
    const { findings } = await lint({ declarations });
    expect(codes(findings)).toEqual(["silence-unused a"]);
    expect(findings[0]?.message).toContain("Did you mean 'regex-without-tilde'?");
  });

  test("of a whole subtree is used where any part of it uses it", async () => {
    const silences = { "regex-without-tilde": "why" };
    const { findings } = await lint({ declarations: [service("a", {}, { silences }), { ...GLOB, silences }] });
    expect(findings).toEqual([]);
  });

  test("that another run needs is not told", async () => {
    const of = (code: string) => service("a", {}, { silences: { [code]: "why" } });
    const told = async (code: string, isOnline: boolean): Promise<number> =>
      (await lint({ declarations: [of(code)], ...(isOnline ? online() : {}) })).findings.length;
    for (const code of ["rate-limiting-local", "custom-plugin-incremental-sync"])
      expect([await told(code, false), await told(code, true)], code).toEqual([0, 0]);
    for (const code of ["service-disabled", "route-of-other-service", "route-shadowed"])
      expect([await told(code, false), await told(code, true)], code).toEqual([0, 1]);
    expect([await told("consumer-unauthenticated", false), await told("consumer-unauthenticated", true)]).toEqual([
      1, 0,
    ]);
    for (const code of ["secret-in-source", "regex-without-tilde"])
      expect([await told(code, false), await told(code, true)], code).toEqual([1, 1]);
  });
});

describe("a silence of the command line", () => {
  test("is for all declarations, or for one by its address or identity", async () => {
    const declarations = [
      service("s", { enabled: false }),
      route("r=1", { service: "s", paths: ["/a/*"] }),
      plugin("cors", { route: "r=1" }),
    ];
    const reasonsOf = async (text: string) =>
      (await lint({ declarations }, [silence(text)])).silenced.map(({ reason }) => reason);
    expect(await reasonsOf("regex-without-tilde=star = star")).toEqual(["star = star"]);
    expect(await reasonsOf("regex-without-tilde@r=1=star")).toEqual(["star"]);
    expect(await reasonsOf("regex-without-tilde@routes/r%3D1=star")).toEqual(["star"]);
    expect(await reasonsOf("service-disabled@plugins/cors@route=r%3D1=soon on again")).toEqual(["soon on again"]);
    expect(await reasonsOf("regex-without-tilde@routes/other=star")).toEqual([]);
  });

  test("that silences nothing in any result is told", async () => {
    const used = silence("regex-without-tilde=why");
    const unused = silence("secret-in-source=why");
    const silences = [used, unused];
    const results = [await lint({ declarations: [GLOB] }, silences), await lint({ declarations: [] }, silences)];
    expect(codes(unusedSilences(silences, results))).toEqual(["silence-unused null"]);
    expect(unusedSilences(silences, results)[0]?.message).toContain("secret-in-source=why");
  });

  test.each([
    ["regex-without-tilde", "no reason"],
    ["regex-without-tilde=", "no reason"],
    ["regex-without-tilde= ", "no reason"],
    ["regex-without-tilde@routes/r", "no reason"],
    ["regex-without-tilda=why", "Did you mean 'regex-without-tilde'?"],
    ["silence-unused=why", "The codes are"],
    ["=why", "The codes are"],
    ["", "The codes are"],
  ])("%j is none", (text, why) => {
    expect(parseSilence(text)).toEqual(expect.stringContaining(why));
  });
});

test("what cannot be told is said: codes that need more of the gateway than is known", async () => {
  const unchecked = async (gateway?: ReturnType<typeof controlPlane>) =>
    (await lint({ declarations: [], gateway })).unchecked;
  expect(await unchecked()).toEqual(["rate-limiting-local", "custom-plugin-incremental-sync"]);
  expect(await unchecked({ mode: "traditional", routerFlavor: "traditional" })).toEqual(["rate-limiting-local"]);
  expect(await unchecked(controlPlane())).toEqual([]);
  expect(await unchecked(controlPlane({ dataPlanes: undefined }))).toEqual(["rate-limiting-local"]);
  const untold = controlPlane({ incrementalSync: true, dataPlanes: undefined, customPlugins: undefined });
  expect(await unchecked(untold)).toEqual(["custom-plugin-incremental-sync"]);
});

test("findings are in one order, whatever the order of declarations", async () => {
  const silences = { "regex-without-tilde": "why" };
  const unused = [service("s1", {}, { silences }), service("s2", {}, { silences })];
  const twins = ["t1", "t2", "t3"].map((name) => route(name, { paths: ["/t"] }));
  const declarations = [
    GLOB,
    route("b", { paths: ["/a/*"] }),
    ...unused,
    ...twins,
    consumer("bob"),
    plugin("cors", { consumer: "bob" }),
  ];
  const { findings } = await lint({ declarations });
  expect(findings.length).toBe(7);
  expect((await lint({ declarations: [...declarations].reverse() })).findings).toEqual(findings);
});
