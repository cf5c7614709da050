/** Texts of decK files of any size: services with routes and plugins, consumers with keys. @module */

/** What a file is made of, beside its entities. */
export type Form = "plain" | "environment" | "aliases" | "JSON";
export const FORMS: readonly Form[] = ["plain", "environment", "aliases", "JSON"];

/** Each service brings two routes with a plugin each, each consumer a key: 5 and 2 entities. */
const PER_SERVICE = 5;

const CONFIG = ["minute: 60", "policy: local", "limit_by: consumer", "fault_tolerant: true"];

const service = (index: number, form: Form): string => {
  const port = form === "environment" ? `\${{ env "DECK_PORT" | toInt }}` : "8080";
  const config =
    form === "aliases"
      ? index === 0
        ? `&limits\n${CONFIG.map((line) => `        ${line}`).join("\n")}`
        : "*limits"
      : `\n${CONFIG.map((line) => `        ${line}`).join("\n")}`;
  const route = (number: number): string => `  - name: route-${index}-${number}
    paths:
    - /orders/${index}/${number}
    methods:
    - GET
    - POST
    protocols:
    - http
    - https
    strip_path: false
    preserve_host: true
    plugins:
    - name: rate-limiting
      config: ${form === "aliases" && number === 1 ? "*limits" : config}
`;
  return `- name: service-${index}
  host: host-${index}.internal
  port: ${port}
  protocol: http
  retries: 5
  connect_timeout: 60000
  read_timeout: 60000
  write_timeout: 60000
  tags:
  - one
  - two
  routes:
${route(0)}${route(1)}`;
};

const consumer = (index: number, form: Form): string => `- username: consumer-${index}
  custom_id: id-${index}
  keyauth_credentials:
  - key: ${form === "environment" ? `"key-${index}-\${{ env "DECK_SUFFIX" }}"` : `key-${index}-0123456789abcdef`}
`;

const json = (services: number, consumers: number): string =>
  JSON.stringify(
    {
      _format_version: "3.0",
      _info: { select_tags: ["team-shop"] },
      services: Array.from({ length: services }, (_, index) => ({
        name: `service-${index}`,
        host: `host-${index}.internal`,
        port: 8080,
        tags: ["one", "two"],
        routes: [0, 1].map((number) => ({
          name: `route-${index}-${number}`,
          paths: [`/orders/${index}/${number}`],
          methods: ["GET", "POST"],
          plugins: [{ name: "rate-limiting", config: { minute: 60, policy: "local" } }],
        })),
      })),
      consumers: Array.from({ length: consumers }, (_, index) => ({
        username: `consumer-${index}`,
        keyauth_credentials: [{ key: `key-${index}-0123456789abcdef` }],
      })),
    },
    null,
    2,
  );

/** A file of so many entities: two thirds below services, one third consumers with their keys. */
export const deckText = (size: number, form: Form): string => {
  const services = Math.round((size * 2) / 3 / PER_SERVICE);
  const consumers = Math.floor((size - services * PER_SERVICE) / 2);
  if (form === "JSON") return json(services, consumers);
  return [
    '_format_version: "3.0"\n_info:\n  select_tags:\n  - team-shop\nservices:\n',
    ...Array.from({ length: services }, (_, index) => service(index, form)),
    "consumers:\n",
    ...Array.from({ length: consumers }, (_, index) => consumer(index, form)),
  ].join("");
};

/** What the file's expressions read. */
export const ENVIRONMENT = { DECK_PORT: "8080", DECK_SUFFIX: "0123456789abcdef" };
