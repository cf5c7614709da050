/** What the help of each command says behind its flags: exit codes, how flags and variables go together, examples. @module */

const ENVIRONMENT =
  "Each of these flags also comes from the variable named behind it. A flag wins over its variable, and a variable over the stack's provider. A switch's variable says 1 or true for on, 0 or false for off. A repeatable flag's variable holds one value per line, and for --stack, --only and --foreign-tag several on a line, with commas between.";

const examples = (...lines: readonly string[]): string =>
  `Examples:\n${lines.map((line) => `  $ ${line}`).join("\n")}\n`;

/** A paragraph in lines of at most this width. Lines that begin with a space stay as they are. */
const wrapped = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) =>
      line.startsWith(" ") ? line : line.replace(new RegExp(`(?=.{${width + 1}})(.{1,${width}}) `, "g"), "$1\n"),
    )
    .join("\n");

const page =
  (...parts: readonly string[]) =>
  (width: number): string =>
    `\n${parts.map((part) => wrapped(part, width)).join("\n\n")}`;

const SAVED_PLANS =
  "A saved plan holds no secret. KONGRUENT_PLAN_KEY, the same for plan and apply, keys the digests in it, so that nobody who has the file can try out short secrets. It keeps its source where that is in the folder of the run: apply --plan in the same folder needs no source.";

/** By command. */
export const HELP: Readonly<Record<string, (width: number) => string>> = {
  plan: page(
    "Exit code: 0 congruent, 2 differences, 1 error.",
    ENVIRONMENT,
    SAVED_PLANS,
    examples(
      "kongruent plan",
      "kongruent plan stacks/main.ts --gateway https://kong-admin.example --token-file token",
      "kongruent plan --out plan.json   # ends with 2 where something would change; then:",
      "kongruent apply --plan plan.json --yes",
    ),
  ),
  apply: page(
    "Exit code: 0 done, 1 anything failed or was not done, 3 the saved plan is stale.",
    "Ctrl-C once: nothing new is started, what runs is finished and recorded. Twice: stops at once. Both end with 1 and say what was done and what was not.",
    ENVIRONMENT,
    SAVED_PLANS,
    examples(
      "kongruent apply",
      "kongruent apply --yes --json > outcome.json",
      "kongruent apply --target routes/orders-v1",
      "kongruent apply --plan plan.json --yes",
    ),
  ),
  drift: page(
    "Exit code: 0 no drift, 2 drift, 1 error. Unmanaged entities alone are no drift, unless --fail-on unmanaged says so.",
    ENVIRONMENT,
    examples("kongruent drift --quiet", "kongruent drift --all-kinds --fail-on unmanaged --json"),
  ),
  validate: page(
    "Exit code: 0 valid, 1 not.",
    "Without --online no gateway is spoken to, and the flags for one have no effect.",
    ENVIRONMENT,
    examples("kongruent validate", "kongruent validate --online --gateway http://127.0.0.1:8001"),
  ),
  lint: page(
    "Exit code: 0 no findings, 2 findings, 1 error.",
    "Without --gateway and --online no gateway is spoken to, and what only one can tell is not looked for; the last line says what that is. The address of the stack's provider alone is used with --online only.",
    "plan and apply show the same as warnings. A finding is silenced with a reason: Lint.silence() in a stack, a comment in JSON, --silence for all sources. Each code has a page in docs/lint.",
    ENVIRONMENT,
    examples(
      "kongruent lint",
      "kongruent lint --gateway https://kong-admin.example --json",
      "kongruent lint kong.yaml --silence 'rate-limiting-local=one data plane, and never more'",
    ),
  ),
  import: page(
    "Exit code: 0 written, 1 error. Nothing is written to a gateway.",
    "Without [source] it is the gateway that is imported: all of it but what others own. Defaults and ids are left out, secrets become variables. Nothing is overwritten without --force.",
    ENVIRONMENT,
    examples(
      "kongruent import --gateway http://127.0.0.1:8001 --out stacks/shop",
      "kongruent import --gateway http://127.0.0.1:8001 --out gateway --format hcl --secrets-file secrets.tfvars.json",
      "kongruent import kong.yaml --out stacks/shop",
    ),
  ),
  generate: page(
    "Exit code: 0 written or up to date, 2 stale with --check, 1 error.",
    "The folder then holds a file for each plugin, an index.ts, and no other file that this command made. With --plugin it touches the files of those plugins only, and removes none. Files that it did not make are left alone. Add the folder to your sources and run --check in CI, with the same --plugin.",
    ENVIRONMENT,
    examples(
      "kongruent generate --gateway https://kong-admin.example --out src/kong-plugins",
      "kongruent generate --gateway https://kong-admin.example --out src/kong-plugins --check",
      "kongruent generate --out src/kong-plugins --plugin our-auth --plugin our-audit",
    ),
  ),
  gateway: page(
    "Exit code: 0 when Ctrl-C has ended it, 1 where it could not start.",
    "It holds the Admin API in memory: nothing is proxied, nothing is kept.",
    examples("kongruent gateway --port 8001", "kongruent gateway --port 0 --router-flavor expressions"),
  ),
  provider: page(
    "Exit code: 0 installed, 1 error.",
    "It lies in terraform.d/plugins and is entered into .terraform.lock.hcl, for Terraform and OpenTofu and for Linux, macOS and FreeBSD, so that init needs neither a registry nor settings. Node must be on the machine that runs them. A stack of CDKTF gets the same when it is synthesized. With --quiet only the required_providers block is printed.",
    examples(
      "kongruent provider install",
      "kongruent provider install gateway --quiet > gateway/versions.tf",
      "kongruent provider install gateway --json",
    ),
  ),
  completion: page(
    examples(
      'eval "$(kongruent completion bash)"',
      'eval "$(kongruent completion zsh)"',
      "kongruent completion fish > ~/.config/fish/completions/kongruent.fish",
    ),
  ),
};
