// The quick start: the main job on the embedded gateway, told by the real output of the real commands.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const cli = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));
const isTerminal = process.stdout.isTTY === true;
const bold = (text) => (isTerminal ? `\u001b[1m${text}\u001b[22m` : text);
const dim = (text) => (isTerminal ? `\u001b[2m${text}\u001b[22m` : text);
const tell = (text) => console.log(`\n${bold(`# ${text}`)}`);

const gateway = spawn(process.execPath, [cli, "gateway", "--port", "0"], {
  cwd: root,
  stdio: ["ignore", "pipe", "inherit"],
});
const [line] = await once(createInterface({ input: gateway.stdout }), "line");
const url = /http:\/\/[\d.]+:\d+/.exec(line)?.[0];
if (url === undefined) throw new Error(`the embedded gateway did not say where it is: ${line}`);

const send = async (method, path, body) => {
  const response = await fetch(url + path, {
    method,
    headers: { "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
};

/** Runs a command as a person would, shows what it prints, and checks how it ends. */
const run = async (args, { expect, show = 60, tail = 6 }) => {
  console.log(`\n${dim("$")} kongruent ${args.join(" ")}`);
  const child = spawn(process.execPath, [cli, ...args, "--gateway", url], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...(isTerminal ? { FORCE_COLOR: "1" } : {}) },
  });
  const lines = [];
  const reader = createInterface({ input: child.stdout }).on("line", (text) => lines.push(text));
  const [[code]] = await Promise.all([once(child, "close"), once(reader, "close")]);
  const isLong = lines.length > show;
  const shown = isLong
    ? [...lines.slice(0, show - tail), dim(`      … ${lines.length - show} more lines …`), ...lines.slice(-tail)]
    : lines;
  console.log(shown.join("\n"));
  console.log(dim(`(exit code ${code})`));
  if (code !== expect) throw new Error(`kongruent ${args[0]} ended with ${code} instead of ${expect}`);
  return lines.join("\n");
};

const inParallel = async (count, work) => {
  let next = 0;
  await Promise.all(
    Array.from({ length: 32 }, async () => {
      while (next < count) await work(next++);
    }),
  );
};

try {
  tell(`A gateway that other teams use, too: ${url}`);
  await inParallel(900, async (i) => {
    const service = await send("POST", "/services", { name: `legacy-${i}`, host: `legacy-${i}.internal` });
    await send("POST", "/routes", { name: `legacy-${i}`, paths: [`/legacy/${i}`], service: { id: service.id } });
    await send("POST", "/plugins", { name: "correlation-id", service: { id: service.id } });
  });
  // Somebody has clicked together some of what stacks/ declares, and not quite like it.
  const orders = await send("POST", "/services", { name: "orders", host: "10.9.9.9", port: 8080, tags: ["by-hand"] });
  const v1 = await send("POST", "/routes", { name: "orders-v1", paths: ["/orders"], service: { id: orders.id } });
  await send("POST", "/plugins", { name: "rate-limiting", route: { id: v1.id }, config: { minute: 5 } });
  await send("POST", "/upstreams", { name: "orders-pool" });
  await send("POST", "/upstreams/orders-pool/targets", { target: "10.1.0.11:8080", weight: 10 });
  await send("POST", "/plugins", { name: "cors" });
  await send("POST", "/consumers", { username: "mobile" });
  console.log("2,707 entities are live; seven of them have the identity of something that stacks/shop.ts declares.");

  tell("What would have to change? Nothing is in the way: what is there already is adopted, and keeps its id.");
  await run(["plan"], { expect: 2, show: 48 });

  tell("Make it so.");
  await run(["apply", "--yes"], { expect: 0, show: 40, tail: 36 });

  tell("Again: the second run writes nothing.");
  const second = await run(["apply", "--yes"], { expect: 0 });
  if (!second.includes("nothing to change")) throw new Error("the second apply was not empty");

  tell("Somebody changes a limit by hand, and deletes a target …");
  const { data: plugins } = await send("GET", `/routes/${v1.id}/plugins`);
  const limit = plugins.find(({ name, consumer }) => name === "rate-limiting" && consumer === null);
  await send("PATCH", `/plugins/${limit.id}`, { config: { minute: 100_000 } });
  await send("DELETE", "/upstreams/orders-pool/targets/10.1.0.12:8080");
  console.log("PATCH /plugins/…  {config: {minute: 100000}}\nDELETE /upstreams/orders-pool/targets/10.1.0.12:8080");

  tell("… and drift finds exactly that, in 2,700 entities that are none of our business.");
  await run(["drift"], { expect: 2 });

  tell("Put it right: two writes.");
  await run(["apply", "--yes"], { expect: 0 });
  await run(["drift"], { expect: 0 });

  console.log(
    `\nWhat was declared: stacks/shop.ts. To go on from here, start a gateway with ${bold("npx kongruent gateway")} and`,
  );
  console.log(`run ${bold("npx kongruent plan")} in another terminal; ${bold("npx kongruent --help")} says the rest.`);
} finally {
  gateway.kill("SIGINT");
}
