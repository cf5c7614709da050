/**
 * Workspace: a part of the gateway whose entities have names of their own.
 * Generated from its descriptor in src/model by `npm run generate`; do not edit.
 * @module
 */
import type { Construct } from "constructs";
import { kindOf } from "../../model/kinds.ts";
import { Entity } from "../entity.ts";
import { ExistingEntity } from "../existing.ts";
import type { MetaOptions } from "../options.ts";
import type { IWorkspace, WorkspaceLookup, WorkspaceProps } from "../props.ts";

const workspace = kindOf("workspaces");

/**
 * A part of the gateway whose entities have names of their own. Kong Enterprise has them.
 *
 * @example
 * new Workspace(this, "payments", { name: "payments", comment: "What the payments team has." });
 */
export class Workspace extends Entity<"workspaces"> implements IWorkspace {
  readonly kind = "workspaces";

  constructor(scope: Construct, id: string, props: WorkspaceProps) {
    super(scope, id, workspace, props);
  }

  /** The workspace's name. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  /**
   * A workspace that another team declares. A missing one is an error at plan.
   *
   * @example
   * Workspace.existing(this, "payments", { name: "payments" });
   */
  static existing(scope: Construct, id: string, lookup: WorkspaceLookup & MetaOptions): ExistingWorkspace {
    return new ExistingWorkspace(scope, id, lookup);
  }
}

/** A workspace that another team declares; see {@link Workspace.existing}. */
export class ExistingWorkspace extends ExistingEntity<"workspaces"> implements IWorkspace {
  readonly kind = "workspaces";

  constructor(scope: Construct, id: string, lookup: WorkspaceLookup & MetaOptions) {
    super(scope, id, workspace, lookup);
  }

  /** The workspace's name. As a token: it stands for the value on the gateway. */
  get name(): string {
    return this.getStringAttribute("name");
  }
}
