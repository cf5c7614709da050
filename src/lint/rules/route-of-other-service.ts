/** A plugin whose route leads to another service than its own. @module */
import type { Rule } from "../rule.ts";
import { isSubject, subjectName, UNKNOWN } from "../world.ts";
import { activePlugins, scopeTarget, serviceOf } from "./plugins.ts";

export const routeOfOtherService: Rule = {
  code: "route-of-other-service",
  unusedTold: "online",
  check: (world) =>
    activePlugins(world).flatMap((subject) => {
      const service = scopeTarget(world, subject, "service");
      const route = scopeTarget(world, subject, "route");
      if (service === undefined || service === UNKNOWN || !isSubject(route)) return [];
      const behind = serviceOf(world, route);
      if (behind === UNKNOWN || (behind !== undefined && world.isSame(service, behind) !== false)) return [];
      const wanted = isSubject(service) ? subjectName(world, service) : `services/${service.id}`;
      const leads =
        behind === undefined
          ? "leads to no service"
          : `leads to ${isSubject(behind) ? subjectName(world, behind) : `services/${behind.id}`}`;
      return {
        subject,
        message: `It never acts: it needs a request for the service ${wanted} on the route ${subjectName(world, route)}, and that route ${leads}. Take one of the two out of its scope.`,
      };
    }),
};
