/** A plugin for a consumer where nothing finds out who the consumer is. @module */
import { plugin } from "../../model/plugin.ts";
import { addTo } from "../../model/values.ts";
import { mayAuthenticate } from "../../plugins/authentication.ts";
import type { Rule } from "../rule.ts";
import { type Subject, type Target, UNKNOWN, type World } from "../world.ts";
import { activePlugins, pluginName, scopeTarget, serviceOf } from "./plugins.ts";

type Scope = { readonly service: Target | undefined; readonly route: Target | undefined };

/** The service and route of a plugin; undefined where they are not certain. */
const scopeOf = (world: World, subject: Subject): Scope | undefined => {
  const service = scopeTarget(world, subject, "service");
  const route = scopeTarget(world, subject, "route");
  return service === UNKNOWN || route === UNKNOWN ? undefined : { service, route };
};

/** Whether a route cannot lead to a service. */
const isApart = (world: World, route: Target, service: Target): boolean => {
  const behind = serviceOf(world, route);
  return behind !== UNKNOWN && (behind === undefined || world.isSame(behind, service) === false);
};

/** Whether no request is in both scopes. */
const areDisjoint = (world: World, a: Scope, b: Scope): boolean => {
  if (a.route !== undefined && b.route !== undefined && world.isSame(a.route, b.route) === false) return true;
  if (a.service !== undefined && b.service !== undefined && world.isSame(a.service, b.service) === false) return true;
  if (a.route !== undefined && b.service !== undefined && isApart(world, a.route, b.service)) return true;
  return b.route !== undefined && a.service !== undefined && isApart(world, b.route, a.service);
};

/** Whether a plugin might find out the consumer of some request. */
const mightAuthenticate = (world: World, subject: Subject): boolean => {
  const name = pluginName(world, subject);
  return world.fieldOf(subject, "enabled") !== false && (name === undefined || mayAuthenticate(name));
};

/** What another team puts on its own service or route is known only where the gateway was asked. */
const isForeign = (world: World, target: Target | undefined): boolean =>
  target !== undefined && world.keyOf(target) === undefined;

/** Where a route leads that has no service. */
const NOWHERE = "";

/** The service whose requests a scope is about, as a key; undefined where that is not certain. */
const placeOf = (world: World, { service, route }: Scope): string | undefined => {
  if (route !== undefined && world.keyOf(route) === undefined) return undefined;
  const target = service ?? (route === undefined ? UNKNOWN : serviceOf(world, route));
  if (target === UNKNOWN) return undefined;
  return target === undefined ? NOWHERE : world.keyOf(target);
};

/** Tells whether some request may be in a scope and in one of these, which may be thousands. */
const meetingAny = (world: World, scopes: readonly Scope[]): ((own: Scope) => boolean) => {
  const anywhere: Scope[] = [];
  const byService = new Map<string, Scope[]>();
  const withoutRoute = new Map<string, Scope[]>();
  const byRoute = new Map<string, Scope[]>();
  for (const scope of scopes) {
    const place = placeOf(world, scope);
    if (place === undefined) {
      anywhere.push(scope);
      continue;
    }
    addTo(byService, place, scope);
    if (scope.route === undefined) addTo(withoutRoute, place, scope);
    else addTo(byRoute, world.keyOf(scope.route) ?? NOWHERE, scope);
  }
  const near = (own: Scope): readonly Scope[] => {
    const place = placeOf(world, own);
    if (place === undefined) return scopes;
    const here =
      own.route === undefined
        ? (byService.get(place) ?? [])
        : [...(withoutRoute.get(place) ?? []), ...(byRoute.get(world.keyOf(own.route) ?? NOWHERE) ?? [])];
    return [...anywhere, ...here];
  };
  return (own) => near(own).some((scope) => !areDisjoint(world, own, scope));
};

export const consumerUnauthenticated: Rule = {
  code: "consumer-unauthenticated",
  unusedTold: "offline",
  check: (world) => {
    const candidates = activePlugins(world).filter((subject) =>
      (["consumer", "consumer_group"] as const).some((field) => scopeTarget(world, subject, field) !== undefined),
    );
    if (candidates.length === 0) return [];
    const known = [...world.ofKind(plugin.kind), ...world.others(plugin.kind)]
      .filter((subject) => mightAuthenticate(world, subject))
      .map((subject) => scopeOf(world, subject));
    // One whose scope is not certain may be anywhere, and a global one is.
    if (known.some((scope) => scope === undefined || (scope.service === undefined && scope.route === undefined)))
      return [];
    const meetsAny = meetingAny(
      world,
      known.filter((scope) => scope !== undefined),
    );
    return candidates.flatMap((subject) => {
      const own = scopeOf(world, subject);
      if (own === undefined || isForeign(world, own.service) || isForeign(world, own.route) || meetsAny(own)) return [];
      const where = world.isOnline ? "nothing" : "nothing that is declared here";
      return {
        subject,
        message: `It acts for a consumer, and ${where} authenticates the requests it could act on, so none of them has a consumer. Add a plugin like key-auth or jwt to the route, to the service or globally.`,
      };
    });
  },
};
