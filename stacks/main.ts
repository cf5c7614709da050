/**
 * The app of cdktf.json: what `kongruent plan`, `kongruent apply` and `cdktf` run.
 * @module
 */
import { App } from "cdktf";
import { Shop } from "./shop.ts";

const app = new App();
new Shop(app, "shop");
app.synth();
