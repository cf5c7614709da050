/** A plugin on a service that is turned off. @module */
import type { Rule } from "../rule.ts";
import { isSubject, subjectName } from "../world.ts";
import { activePlugins, isDisabled, scopeTarget, serviceOf } from "./plugins.ts";

export const serviceDisabled: Rule = {
  code: "service-disabled",
  unusedTold: "online",
  check: (world) =>
    activePlugins(world).flatMap((subject) => {
      const route = scopeTarget(world, subject, "route");
      const own = scopeTarget(world, subject, "service");
      const behind = isSubject(route) ? serviceOf(world, route) : undefined;
      const service = isDisabled(world, own) ? own : isDisabled(world, behind) ? behind : undefined;
      if (service === undefined) return [];
      return {
        subject,
        message: `It does nothing, because ${subjectName(world, service)} is disabled and the gateway answers as if its routes were not there. Enable the service, or take out the plugin.`,
      };
    }),
};
