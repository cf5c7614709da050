/**
 * One line's work, in a process of its own: makes its inputs, does the work, reports what the work used.
 * @module
 */
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { Pool } from "undici";
import { createAdminGateway } from "../../src/admin/gateway.ts";
import { apply } from "../../src/engine/apply.ts";
import { DEFAULT_PLAN_OPTIONS } from "../../src/engine/plan-options.ts";
import { type PlanOptions, prepare } from "../../src/engine/prepare.ts";
import type { Task, Usage } from "./processes.ts";
import { declarationsOf, OWNER, postsOf, stackText } from "./workload.ts";
import { watchWriting } from "./writing.ts";

const PAGE_SIZE = 1000;

const { answered, writing } = watchWriting();

/** Does the work and tells what it used; making the inputs is not counted, their memory is. */
const used = async (work: () => Promise<string>): Promise<Usage> => {
  const cpu = process.cpuUsage();
  const started = performance.now();
  const outcome = await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const peakRssMiB = process.resourceUsage().maxRSS / 1024;
  return { wallMs, cpuMs: (user + system) / 1000, peakRssMiB, writing: writing(), outcome };
};

/** The pages the engine reads, and nothing else: text in, cursor out. */
const download = (url: string, isParsed: boolean) => async (): Promise<string> => {
  const pool = new Pool(url, { connections: 32 });
  let length = 0;
  let pages = 0;
  const readAll = async (kind: string): Promise<void> => {
    for (let offset: string | undefined = ""; offset !== undefined; ) {
      const cursor: string = offset === "" ? "" : `&offset=${offset}`;
      const answer = await pool.request({ method: "GET", path: `/${kind}?size=${PAGE_SIZE}${cursor}` });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${text}`);
      if (isParsed) JSON.parse(text);
      length += text.length;
      pages += 1;
      offset = /"offset":"([^"]+)"\}$/.exec(text.slice(-200))?.[1];
    }
  };
  await Promise.all(["services", "routes", "plugins"].map(readAll));
  await pool.close();
  return `${pages} pages, ${(length / 1e6).toFixed(1)} MB`;
};

/** The same creates as the engine makes, with nothing around them. */
const post = (url: string, size: number, concurrency: number) => {
  const groups = postsOf(size, randomUUID);
  return async (): Promise<string> => {
    const pool = new Pool(url, { connections: concurrency });
    for (const group of groups) {
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let one = group[next++]; one !== undefined; one = group[next++]) {
          const since = performance.now();
          const answer = await pool.request({
            method: "POST",
            path: one.path,
            headers: { "content-type": "application/json" },
            body: one.body,
          });
          const text = await answer.body.text();
          answered(performance.now() - since);
          if (answer.statusCode !== 201) throw new Error(`${answer.statusCode} ${text}`);
        }
      };
      await Promise.all(Array.from({ length: concurrency }, worker));
    }
    await pool.close();
    return `${size} created`;
  };
};

const planOptions = (concurrency: number): PlanOptions => ({ ...DEFAULT_PLAN_OPTIONS, owners: [OWNER], concurrency });

const plan = (url: string, size: number, revision: number) => {
  const declarations = declarationsOf(size, revision);
  return async (): Promise<string> => {
    const gateway = createAdminGateway({ url });
    const { plan } = await prepare(gateway, declarations, planOptions(32));
    await gateway.close();
    if (plan.errors.length > 0) throw new Error(JSON.stringify(plan.errors.slice(0, 3)));
    const { create, update, unchanged } = plan.summary;
    return `${create} to create, ${update} to update, ${unchanged} unchanged`;
  };
};

const converge = (url: string, size: number, revision: number, concurrency: number) => {
  const declarations = declarationsOf(size, revision);
  const options = planOptions(concurrency);
  return async (): Promise<string> => {
    const gateway = createAdminGateway({
      url,
      concurrency,
      onRequest: ({ method, path, milliseconds }) => {
        if (method !== "GET" && !path.startsWith("/schemas/")) answered(milliseconds);
      },
    });
    const prepared = await prepare(gateway, declarations, options);
    const outcome = await apply(gateway, prepared, options);
    await gateway.close();
    if (outcome.errors.length > 0) throw new Error(JSON.stringify(outcome.errors.slice(0, 3)));
    const { created, updated, unchanged } = outcome.summary;
    return `${created} created, ${updated} updated, ${unchanged} unchanged`;
  };
};

const workOf = (task: Task): (() => Promise<string>) => {
  switch (task.do) {
    case "download":
      return download(task.url, task.isParsed);
    case "plan":
      return plan(task.url, task.size, task.revision);
    case "apply":
      return converge(task.url, task.size, task.revision, task.concurrency);
    case "post":
      return post(task.url, task.size, task.concurrency);
    case "write stack":
      return async () => {
        writeFileSync(task.file, stackText(task.size, 0, task.url));
        return task.file;
      };
  }
};

// The parent wrote the argument.
const task = JSON.parse(process.argv[2] ?? "") as Task;
const usage = await used(workOf(task));
process.send?.(usage, () => process.disconnect());
