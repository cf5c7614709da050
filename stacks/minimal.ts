/** The smallest useful stack: one service, one route, a limit on it, and a request id for everything. @module */
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { KongProvider, Plugin, Scope, Service } from "kongruent";
import { correlationId, rateLimiting } from "kongruent/plugins";

class Invoices extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new KongProvider(this, "kong");

    const invoices = new Service(this, "invoices", { url: "http://invoices.internal:8080", readTimeout: 10_000 });
    const v1 = invoices.addRoute("v1", { paths: ["/invoices"], methods: ["GET", "POST"] });
    v1.addPlugin(rateLimiting({ minute: 60, policy: "local" }));
    Plugin.of(this, "correlation-id", correlationId(), { scope: Scope.global() });
  }
}

const app = new App();
new Invoices(app, "invoices-team");
app.synth();
