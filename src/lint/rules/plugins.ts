/** What rules about plugins share. @module */
import { plugin } from "../../model/plugin.ts";
import { route } from "../../model/route.ts";
import { service } from "../../model/service.ts";
import { isSubject, type Subject, type Target, UNKNOWN, type World } from "../world.ts";

/** Plugins declared here that are on. */
export const activePlugins = (world: World): readonly Subject[] =>
  world
    .ofKind(plugin.kind)
    .filter((subject) => subject.declaration?.existing === false && world.fieldOf(subject, "enabled") === true);

export const pluginName = (world: World, subject: Subject): string | undefined => {
  const name = world.fieldOf(subject, "name");
  return typeof name === "string" ? name : undefined;
};

/** A plugin's reference in its scope: an entity, undefined for none, UNKNOWN where nobody can tell. */
export const scopeTarget = (
  world: World,
  subject: Subject,
  field: "service" | "route" | "consumer" | "consumer_group",
): Target | undefined | typeof UNKNOWN => world.targetOf(subject, field);

/** The service that a route leads to. */
export const serviceOf = (world: World, target: Target): Target | undefined | typeof UNKNOWN => {
  if (!isSubject(target)) return UNKNOWN;
  return target.kind === route ? world.targetOf(target, "service") : UNKNOWN;
};

/** Whether a service is turned off for certain. */
export const isDisabled = (world: World, target: Target | undefined | typeof UNKNOWN): target is Subject =>
  isSubject(target) && target.kind === service && world.fieldOf(target, "enabled") === false;
