/**
 * A stack of typed entities, synthesized in a process of its own; the last line it prints tells what that used.
 * @module
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { Consumer, KongProvider, Service } from "../../src/index.ts";
import { cors, keyAuth, rateLimiting } from "../../src/plugins.ts";

/** What one synthesis used, by parts of its wall time. */
export interface Synthesis {
  readonly importMs: number;
  readonly declareMs: number;
  readonly synthMs: number;
  readonly cpuMs: number;
  readonly peakRssMiB: number;
  readonly resources: number;
  readonly megabytes: number;
}

/** Ten entities: two services, three routes, three typed plugins, a consumer with a key. */
const declareTen = (stack: TerraformStack, index: number): void => {
  const orders = new Service(stack, `orders-${index}`, { url: `http://orders-${index}.internal:8080`, retries: 3 });
  const stock = new Service(stack, `stock-${index}`, { host: `stock-${index}.internal`, readTimeout: 10_000 });
  const v1 = orders.addRoute("v1", { paths: [`/orders/${index}`], methods: ["GET", "POST"] });
  const v2 = orders.addRoute("v2", { paths: [`/v2/orders/${index}`], headers: { "X-Version": ["2"] } });
  stock.addRoute("v1", { hosts: [`stock-${index}.example`] });
  v1.addPlugin(keyAuth({ hideCredentials: true }), { tags: ["public"] });
  v2.addPlugin(rateLimiting({ minute: 60 + index, policy: "redis", redis: { host: "redis.internal" } }));
  orders.addPlugin(cors({ origins: ["https://shop.example"], maxAge: 600 }));
  const mobile = new Consumer(stack, `mobile-${index}`);
  mobile.addKeyAuth({ key: `{vault://env/key-${index}}` });
};

const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), "kongruent-bench-"));
try {
  const app = new App({ outdir: folder });
  const stack = new TerraformStack(app, "large");
  new KongProvider(stack, "kong");
  const size = Number(process.argv[2]);
  for (let index = 0; index < size / 10; index += 1) declareTen(stack, index);
  const declared = performance.now();
  app.synth();
  const ended = performance.now();
  const text = readFileSync(join(folder, "stacks/large/cdk.tf.json"), "utf8");
  const resources = Object.values<object>(JSON.parse(text).resource);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const used: Synthesis = {
    importMs: started,
    declareMs: declared - started,
    synthMs: ended - declared,
    cpuMs: (userCPUTime + systemCPUTime) / 1000,
    peakRssMiB: maxRSS / 1024,
    resources: resources.reduce((sum, one) => sum + Object.keys(one).length, 0),
    megabytes: text.length / 1e6,
  };
  console.log(JSON.stringify(used));
} finally {
  rmSync(folder, { recursive: true });
}
