/**
 * One team's whole set-up: three services, who may call them, and what holds for every request.
 * @module
 */
import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { Consumer, KongProvider, Lint, Plugin, Route, Scope, Upstream } from "kongruent";
import { InternalService } from "./platform/internal-service.ts";
import { PublicApi } from "./platform/public-api.ts";

/** The shop's part of the gateway. Which gateway it is, the run says: a flag, the environment, or `adminUrl` here. */
export class Shop extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new KongProvider(this, "kong");
    Lint.silence(this, "secret-in-source", "keys of the demonstration, which open nothing");

    const orders = new PublicApi(this, "orders", {
      upstream: this.upstream("orders-pool", ["10.1.0.11:8080", "10.1.0.12:8080"]),
      paths: ["/orders"],
      requestsPerMinute: 120,
      allow: ["partners", "apps"],
    });
    const catalog = new PublicApi(this, "catalog", {
      upstream: this.upstream("catalog-pool", ["10.1.1.11:8080", "10.1.1.12:8080", "10.1.1.13:8080"]),
      paths: ["/products", "/categories"],
      requestsPerMinute: 600,
    });
    catalog.service.addPlugin("proxy-cache", {
      config: { strategy: "memory", content_type: ["application/json"], cache_ttl: 60 },
    });

    const payments = new InternalService(this, "payments", { url: "http://payments.internal:8080/api" });
    payments
      .addRoute("v1", { paths: ["/internal/payments"], methods: ["POST"] })
      .addPlugin("request-size-limiting", { config: { allowed_payload_size: 1 } });
    payments.addPlugin("basic-auth", { config: { hide_credentials: true } });
    new Route(this, "health", {
      service: payments,
      paths: ["/internal/health"],
      methods: ["GET"],
      tags: ["monitoring"],
    });

    const mobile = new Consumer(this, "mobile", { tags: ["apps"] });
    mobile.addKeyAuth({ key: this.secret("mobile_key", "demo-mobile-key").stringValue });
    mobile.addAcl("apps");
    const partner = new Consumer(this, "partner", { customId: "crm-4711", username: "acme" });
    partner.addKeyAuth({ key: this.secret("partner_key", "demo-partner-key").stringValue });
    partner.addAcl("partners");
    const billing = new Consumer(this, "billing");
    billing.addBasicAuth({
      username: "billing",
      password: this.secret("billing_password", "demo-password").stringValue,
    });

    // One partner, one route: more than everybody else may send.
    new Plugin(this, "partner-limit", {
      name: "rate-limiting",
      scope: Scope.of({ route: orders.v1, consumer: partner }),
      config: { minute: 1_000, policy: "local" },
    });
    new Plugin(this, "cors", {
      name: "cors",
      scope: Scope.global(),
      config: { origins: ["https://shop.example"], methods: ["GET", "POST"], credentials: true },
    });
    new Plugin(this, "prometheus", { name: "prometheus", scope: Scope.global(), config: { per_consumer: true } });
  }

  /** An upstream with health checks, its load spread evenly over the addresses. */
  private upstream(id: string, addresses: readonly string[]): Upstream {
    const upstream = new Upstream(this, id, {
      healthchecks: { active: { httpPath: "/health", healthy: { interval: 5 }, unhealthy: { interval: 5 } } },
    });
    for (const address of addresses) upstream.addTarget(address);
    return upstream;
  }

  /** A secret from `TF_VAR_<name>`; the default is for the demonstration only, real ones have none. */
  private secret(name: string, demonstration: string): TerraformVariable {
    return new TerraformVariable(this, name, { type: "string", sensitive: true, default: demonstration });
  }
}
