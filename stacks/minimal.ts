/** The smallest useful stack: one service, one route, a limit on it, and metrics for everything. @module */
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { KongProvider, Plugin, Scope, Service } from "kongruent";

class Orders extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new KongProvider(this, "kong");

    const orders = new Service(this, "orders", { url: "http://orders.internal:8080", readTimeout: 10_000 });
    const v1 = orders.addRoute("v1", { paths: ["/orders"], methods: ["GET", "POST"] });
    v1.addPlugin("rate-limiting", { config: { minute: 60, policy: "local" } });

    new Plugin(this, "prometheus", { name: "prometheus", scope: Scope.global() });
  }
}

const app = new App();
new Orders(app, "orders-team");
app.synth();
