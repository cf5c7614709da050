/**
 * A platform team's kind of service: for calls inside the company only. It would live in a package of its own.
 * @module
 */
import type { Construct } from "constructs";
import { Service, type ServiceProps } from "kongruent";

/**
 * A service with the company's timeouts, which only private networks reach.
 *
 * @example
 * new InternalService(this, "payments", { url: "http://payments.internal:8080" }).addRoute("v1", { paths: ["/payments"] });
 */
export class InternalService extends Service {
  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id, { connectTimeout: 2_000, readTimeout: 15_000, retries: 1, ...props });
    this.addPlugin("ip-restriction", { config: { allow: ["10.0.0.0/8", "192.168.0.0/16"] } });
  }
}
