/** What belongs to others by what it hangs on, though it bears no mark of its own: left alone unless told otherwise. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { otherRsa, rsa } from "../kinds/pem.ts";
import { EVERYTHING } from "../kinds/samples.ts";
import { get } from "./core/values.ts";
import { type Stage, stage, THEIRS } from "./stage.ts";

let on: Stage;
beforeEach(async () => {
  on = await stage(EVERYTHING);
});
afterEach(() => on.close());

describe("a certificate", () => {
  const block = (...snis: readonly string[]) => ({ cert: rsa.cert, key: rsa.key, snis: [...snis] });

  test("does not lose another owner's server name to a list that leaves it out", async () => {
    const state = await on.apply("kong_certificate", block("mine.example"));
    const certificate = { id: String(get(state.value, "id")) };
    on.embedded.insert("snis", { name: "theirs.example", certificate, tags: [THEIRS] });
    await expect(on.apply("kong_certificate", block("mine.example", "two.example"), state)).rejects.toThrow(
      "KG_DELETE_BLOCKED",
    );
    expect(
      on.embedded
        .entities("snis")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["mine.example", "theirs.example"]);
  });

  test("of another owner keeps its server names", async () => {
    on.embedded.insert("certificates", { ...otherRsa, snis: ["a.example"], tags: [THEIRS] });
    const state = await on.apply("kong_certificate", block("mine.example"));
    const taking = { name: "a.example", certificate_id: String(get(state.value, "id")) };
    await expect(on.apply("kong_sni", taking)).rejects.toThrow("KG_OWNED_BY_OTHER");
  });
});

test("a consumer that is in another owner's group is not deleted from it unasked", async () => {
  const state = await on.apply("kong_consumer", { username: "mobile" });
  const { id } = on.embedded.insert("consumer_groups", { name: "gold", tags: [THEIRS] });
  const consumer = { id: String(get(state.value, "id")) };
  on.embedded.insert("consumer_group_members", { consumer_group: { id }, consumer });
  await on.command();
  await expect(on.core.planResource("kong_consumer", undefined, state)).rejects.toThrow("KG_DELETE_BLOCKED");
  expect(on.embedded.entities("consumers")).toHaveLength(1);
});
