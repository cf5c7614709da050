/**
 * All bundled plugin schemas at once: big, so `schemas.ts` loads it only when one is asked for.
 * @module
 */
import type { KongSchema } from "../model/kong-schema.ts";
import acl from "./schemas/acl.json" with { type: "json" };
import acme from "./schemas/acme.json" with { type: "json" };
import aiPromptDecorator from "./schemas/ai-prompt-decorator.json" with { type: "json" };
import aiPromptGuard from "./schemas/ai-prompt-guard.json" with { type: "json" };
import aiPromptTemplate from "./schemas/ai-prompt-template.json" with { type: "json" };
import aiProxy from "./schemas/ai-proxy.json" with { type: "json" };
import aiRequestTransformer from "./schemas/ai-request-transformer.json" with { type: "json" };
import aiResponseTransformer from "./schemas/ai-response-transformer.json" with { type: "json" };
import awsLambda from "./schemas/aws-lambda.json" with { type: "json" };
import azureFunctions from "./schemas/azure-functions.json" with { type: "json" };
import basicAuth from "./schemas/basic-auth.json" with { type: "json" };
import botDetection from "./schemas/bot-detection.json" with { type: "json" };
import correlationId from "./schemas/correlation-id.json" with { type: "json" };
import cors from "./schemas/cors.json" with { type: "json" };
import datadog from "./schemas/datadog.json" with { type: "json" };
import fileLog from "./schemas/file-log.json" with { type: "json" };
import grpcGateway from "./schemas/grpc-gateway.json" with { type: "json" };
import grpcWeb from "./schemas/grpc-web.json" with { type: "json" };
import hmacAuth from "./schemas/hmac-auth.json" with { type: "json" };
import httpLog from "./schemas/http-log.json" with { type: "json" };
import ipRestriction from "./schemas/ip-restriction.json" with { type: "json" };
import jwt from "./schemas/jwt.json" with { type: "json" };
import keyAuth from "./schemas/key-auth.json" with { type: "json" };
import ldapAuth from "./schemas/ldap-auth.json" with { type: "json" };
import loggly from "./schemas/loggly.json" with { type: "json" };
import oauth2 from "./schemas/oauth2.json" with { type: "json" };
import opentelemetry from "./schemas/opentelemetry.json" with { type: "json" };
import postFunction from "./schemas/post-function.json" with { type: "json" };
import preFunction from "./schemas/pre-function.json" with { type: "json" };
import prometheus from "./schemas/prometheus.json" with { type: "json" };
import proxyCache from "./schemas/proxy-cache.json" with { type: "json" };
import rateLimiting from "./schemas/rate-limiting.json" with { type: "json" };
import redirect from "./schemas/redirect.json" with { type: "json" };
import requestSizeLimiting from "./schemas/request-size-limiting.json" with { type: "json" };
import requestTermination from "./schemas/request-termination.json" with { type: "json" };
import requestTransformer from "./schemas/request-transformer.json" with { type: "json" };
import responseRatelimiting from "./schemas/response-ratelimiting.json" with { type: "json" };
import responseTransformer from "./schemas/response-transformer.json" with { type: "json" };
import session from "./schemas/session.json" with { type: "json" };
import standardWebhooks from "./schemas/standard-webhooks.json" with { type: "json" };
import statsd from "./schemas/statsd.json" with { type: "json" };
import syslog from "./schemas/syslog.json" with { type: "json" };
import tcpLog from "./schemas/tcp-log.json" with { type: "json" };
import udpLog from "./schemas/udp-log.json" with { type: "json" };
import zipkin from "./schemas/zipkin.json" with { type: "json" };

// JSON imports are typed by their content: field types as `string`, not as the words they are.
const entries: readonly (readonly [string, unknown])[] = [
  ["acl", acl],
  ["acme", acme],
  ["ai-prompt-decorator", aiPromptDecorator],
  ["ai-prompt-guard", aiPromptGuard],
  ["ai-prompt-template", aiPromptTemplate],
  ["ai-proxy", aiProxy],
  ["ai-request-transformer", aiRequestTransformer],
  ["ai-response-transformer", aiResponseTransformer],
  ["aws-lambda", awsLambda],
  ["azure-functions", azureFunctions],
  ["basic-auth", basicAuth],
  ["bot-detection", botDetection],
  ["correlation-id", correlationId],
  ["cors", cors],
  ["datadog", datadog],
  ["file-log", fileLog],
  ["grpc-gateway", grpcGateway],
  ["grpc-web", grpcWeb],
  ["hmac-auth", hmacAuth],
  ["http-log", httpLog],
  ["ip-restriction", ipRestriction],
  ["jwt", jwt],
  ["key-auth", keyAuth],
  ["ldap-auth", ldapAuth],
  ["loggly", loggly],
  ["oauth2", oauth2],
  ["opentelemetry", opentelemetry],
  ["post-function", postFunction],
  ["pre-function", preFunction],
  ["prometheus", prometheus],
  ["proxy-cache", proxyCache],
  ["rate-limiting", rateLimiting],
  ["redirect", redirect],
  ["request-size-limiting", requestSizeLimiting],
  ["request-termination", requestTermination],
  ["request-transformer", requestTransformer],
  ["response-ratelimiting", responseRatelimiting],
  ["response-transformer", responseTransformer],
  ["session", session],
  ["standard-webhooks", standardWebhooks],
  ["statsd", statsd],
  ["syslog", syslog],
  ["tcp-log", tcpLog],
  ["udp-log", udpLog],
  ["zipkin", zipkin],
];

/** Plugin schemas by name. */
export const pluginSchemas: ReadonlyMap<string, KongSchema> = new Map(
  entries.map(([name, schema]) => [name, schema as KongSchema]),
);
