/** Consumers: who calls through the gateway. @module */
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { consumer } from "../model/consumer.ts";
import { Acl } from "./acl.ts";
import { BasicAuth } from "./basic-auth.ts";
import { Entity } from "./entity.ts";
import { constructIdMissing } from "./errors.ts";
import { ExistingEntity } from "./existing.ts";
import { KeyAuth } from "./key-auth.ts";
import type { ChildOptions, MetaOptions } from "./options.ts";
import { type AddPluginOptions, addPluginTo, type Plugin } from "./plugin.ts";
import type {
  AclOptions,
  BasicAuthOptions,
  ConsumerLookup,
  ConsumerProps,
  IConsumer,
  KeyAuthOptions,
} from "./props.ts";

/** What `addAcl` takes besides the group. */
export type AddAclOptions = Omit<AclOptions, "group"> & ChildOptions;

const addKeyAuthTo = (parent: Construct & IConsumer, options: KeyAuthOptions & ChildOptions): KeyAuth => {
  const { constructId = "key-auth", ...others } = options;
  return new KeyAuth(parent, constructId, { ...others, consumer: parent });
};

const addBasicAuthTo = (parent: Construct & IConsumer, options: BasicAuthOptions & ChildOptions): BasicAuth => {
  const { constructId = "basic-auth", ...others } = options;
  return new BasicAuth(parent, constructId, { ...others, consumer: parent });
};

const addAclTo = (parent: Construct & IConsumer, group: string, options: AddAclOptions): Acl => {
  const { constructId = `acl-${group}`, ...others } = options;
  if (Token.isUnresolved(constructId)) throw constructIdMissing(parent.node.path, "the group");
  return new Acl(parent, constructId, { ...others, group, consumer: parent });
};

/**
 * A caller that credentials and plugins belong to.
 *
 * @example
 * const mobile = new Consumer(this, "mobile");
 * mobile.addKeyAuth({ key: apiKey.stringValue });
 * mobile.addAcl("gold");
 */
export class Consumer extends Entity<"consumers"> implements IConsumer {
  readonly kind = "consumers";

  constructor(scope: Construct, id: string, props: ConsumerProps = {}) {
    super(scope, id, consumer, props);
  }

  /** The consumer's name, as a token. */
  get username(): string {
    return this.getStringAttribute("username");
  }

  /**
   * Gives the consumer an API key. A second one needs a `constructId`.
   *
   * @example
   * mobile.addKeyAuth({ key: apiKey.stringValue });
   */
  addKeyAuth(options: KeyAuthOptions & ChildOptions = {}): KeyAuth {
    return addKeyAuthTo(this, options);
  }

  /**
   * Gives the consumer a user name and a password. A second one needs a `constructId`.
   *
   * @example
   * mobile.addBasicAuth({ username: "mobile", password: password.stringValue });
   */
  addBasicAuth(options: BasicAuthOptions & ChildOptions): BasicAuth {
    return addBasicAuthTo(this, options);
  }

  /**
   * Puts the consumer into a group of the acl plugin.
   *
   * @example
   * mobile.addAcl("gold");
   */
  addAcl(group: string, options: AddAclOptions = {}): Acl {
    return addAclTo(this, group, options);
  }

  /**
   * Adds a plugin to the requests of this consumer.
   *
   * @example
   * mobile.addPlugin("rate-limiting", { config: { minute: 600 } });
   */
  addPlugin(name: string, options: AddPluginOptions = {}): Plugin {
    return addPluginTo(this, { consumer: this }, name, options);
  }

  /**
   * A consumer that another team declares. A missing one is an error at plan.
   *
   * @example
   * Consumer.existing(this, "partner", { username: "partner" }).addAcl("gold");
   */
  static existing(scope: Construct, id: string, lookup: ConsumerLookup & MetaOptions): ExistingConsumer {
    return new ExistingConsumer(scope, id, lookup);
  }
}

/** A consumer that another team declares; see {@link Consumer.existing}. */
export class ExistingConsumer extends ExistingEntity<"consumers"> implements IConsumer {
  readonly kind = "consumers";

  constructor(scope: Construct, id: string, lookup: ConsumerLookup & MetaOptions) {
    super(scope, id, consumer, lookup);
  }

  /** Gives the consumer an API key of this stack. */
  addKeyAuth(options: KeyAuthOptions & ChildOptions = {}): KeyAuth {
    return addKeyAuthTo(this, options);
  }

  /** Gives the consumer a user name and a password of this stack. */
  addBasicAuth(options: BasicAuthOptions & ChildOptions): BasicAuth {
    return addBasicAuthTo(this, options);
  }

  /** Puts the consumer into a group. */
  addAcl(group: string, options: AddAclOptions = {}): Acl {
    return addAclTo(this, group, options);
  }

  /** Adds a plugin of this stack to the requests of this consumer. */
  addPlugin(name: string, options: AddPluginOptions = {}): Plugin {
    return addPluginTo(this, { consumer: this }, name, options);
  }
}
