/** The registry of rules: a new one is one file and one line here. @module */
import type { Rule } from "./rule.ts";
import { consumerUnauthenticated } from "./rules/consumer-unauthenticated.ts";
import { customPluginIncrementalSync } from "./rules/custom-plugin-incremental-sync.ts";
import { rateLimitingLocal } from "./rules/rate-limiting-local.ts";
import { regexWithoutTilde } from "./rules/regex-without-tilde.ts";
import { routeOfOtherService } from "./rules/route-of-other-service.ts";
import { routeShadowed } from "./rules/route-shadowed.ts";
import { secretAlreadyHashed } from "./rules/secret-already-hashed.ts";
import { secretInSource } from "./rules/secret-in-source.ts";
import { secretNotCompared } from "./rules/secret-not-compared.ts";
import { serviceDisabled } from "./rules/service-disabled.ts";

export const rules: readonly Rule[] = [
  secretInSource,
  secretAlreadyHashed,
  secretNotCompared,
  consumerUnauthenticated,
  serviceDisabled,
  routeOfOtherService,
  routeShadowed,
  regexWithoutTilde,
  rateLimitingLocal,
  customPluginIncrementalSync,
];
