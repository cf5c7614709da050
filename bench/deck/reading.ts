/** Reads one decK source in a process of its own, and reports what that used. @module */
import { loadDesired } from "../../src/desired/load.ts";
import { ENVIRONMENT } from "./files.ts";

const cpu = process.cpuUsage();
const started = performance.now();
const { gateways } = await loadDesired({ source: process.argv[2], cwd: process.cwd(), env: ENVIRONMENT, vars: {} });
const wallMs = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
const entities = gateways.reduce((sum, { declarations }) => sum + declarations.length, 0);
const peakRssMiB = process.resourceUsage().maxRSS / 1024;
process.send?.({ wallMs, cpuMs: (user + system) / 1000, peakRssMiB, entities }, () => process.disconnect());
