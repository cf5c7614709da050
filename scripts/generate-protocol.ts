/**
 * Writes the messages of Terraform's plugin protocol as TypeScript: protobufjs reads our .proto files, ts-proto's plugin for
 * protoc writes the code. protoc itself is not needed, which npm could only fetch as a binary of 90 MB.
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";
import descriptors from "protobufjs/ext/descriptor/index.js";

const folder = "src/provider/protocol";
const sources: Readonly<Record<string, string>> = {
  tfplugin6: "Terraform's plugin protocol 6: the messages, and the service a provider is.",
  plugin: "go-plugin's own services, which are served beside the provider.",
  health: "gRPC's health check, which go-plugin asks.",
};
const parameter = [
  "useOptionals=all",
  "outputServices=grpc-js",
  "outputClientImpl=true",
  "outputJsonMethods=false",
  "outputPartialMethods=false",
  "esModuleInterop=true",
  "importSuffix=.ts",
  "snakeToCamel=keys",
  "removeEnumPrefix=false",
].join(",");

// Typed as what it decodes to; it is a message's type.
const FileDescriptorProto = descriptors.FileDescriptorProto as protobuf.Type;
const scalars: Readonly<Record<string, number>> = { int64: 3, int32: 5, bool: 8, string: 9, bytes: 12, uint32: 13 };
const [optional, repeated] = [1, 3];

/** A field's type as descriptors say it: a scalar's number, or a message (11) or enum (14) by its whole name. */
const typed = (type: string, resolved: protobuf.Type | protobuf.Enum | null): object => {
  if (resolved !== null) return { type: resolved instanceof protobuf.Enum ? 14 : 11, typeName: resolved.fullName };
  const scalar = scalars[type];
  if (scalar === undefined) throw new Error(`no descriptor type for ${type}`);
  return { type: scalar };
};

const enumeration = ({ name, values }: protobuf.Enum): object => ({
  name,
  value: Object.entries(values).map(([value, number]) => ({ name: value, number })),
});

/** The message that an entry of a map is on the wire. */
const entryName = (field: protobuf.MapField): string =>
  `${field.name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Entry`;
const entry = (field: protobuf.MapField): object => ({
  name: entryName(field),
  field: [
    { name: "key", number: 1, label: optional, ...typed(field.keyType, null) },
    { name: "value", number: 2, label: optional, ...typed(field.type, field.resolvedType) },
  ],
  options: { mapEntry: true },
});

const message = (type: protobuf.Type): object => ({
  name: type.name,
  field: type.fieldsArray.map((field) => ({
    name: field.name,
    number: field.id,
    label: field.repeated || field instanceof protobuf.MapField ? repeated : optional,
    ...(field instanceof protobuf.MapField
      ? { type: 11, typeName: `${type.fullName}.${entryName(field)}` }
      : typed(field.type, field.resolvedType)),
    ...(field.partOf === null ? {} : { oneofIndex: type.oneofsArray.indexOf(field.partOf) }),
    ...(field.options?.["proto3_optional"] ? { proto3Optional: true } : {}),
  })),
  oneofDecl: type.oneofsArray.map(({ name }) => ({ name })),
  nestedType: [
    ...type.fieldsArray.filter((field) => field instanceof protobuf.MapField).map(entry),
    ...type.nestedArray.filter((nested) => nested instanceof protobuf.Type).map(message),
  ],
  enumType: type.nestedArray.filter((nested) => nested instanceof protobuf.Enum).map(enumeration),
});

const service = ({ name, methodsArray }: protobuf.Service): object => ({
  name,
  method: methodsArray.map((method) => ({
    name: method.name,
    inputType: method.resolvedRequestType?.fullName,
    outputType: method.resolvedResponseType?.fullName,
    clientStreaming: method.requestStream,
    serverStreaming: method.responseStream,
  })),
});

/** A descriptor of the file as protoc hands it to plugins. */
const descriptor = (name: string): Uint8Array => {
  const root = new protobuf.Root();
  const source = readFileSync(fileURLToPath(new URL(`../${folder}/${name}.proto`, import.meta.url)), "utf8");
  const { package: packageName } = protobuf.parse(source, root, { keepCase: true });
  root.resolveAll();
  const { nestedArray } = root.lookup(packageName ?? "") as protobuf.Namespace;
  for (const { methodsArray } of nestedArray.filter((nested) => nested instanceof protobuf.Service)) {
    for (const method of methodsArray) method.resolve();
  }
  return FileDescriptorProto.encode(
    FileDescriptorProto.fromObject({
      name: `${name}.proto`,
      package: packageName,
      messageType: nestedArray.filter((nested) => nested instanceof protobuf.Type).map(message),
      enumType: nestedArray.filter((nested) => nested instanceof protobuf.Enum).map(enumeration),
      service: nestedArray.filter((nested) => nested instanceof protobuf.Service).map(service),
      syntax: "proto3",
    }),
  ).finish();
};

/** CodeGeneratorRequest: files to generate 1, parameter 2, descriptors 15. */
const request = (name: string): Uint8Array =>
  protobuf.Writer.create()
    .uint32((1 << 3) | 2)
    .string(`${name}.proto`)
    .uint32((2 << 3) | 2)
    .string(parameter)
    .uint32((15 << 3) | 2)
    .bytes(descriptor(name))
    .finish();

/** Strings and bytes by field number; what else there is in the message is skipped. */
const fields = (message: Uint8Array): ReadonlyMap<number, Uint8Array> => {
  const reader = protobuf.Reader.create(message);
  const found = new Map<number, Uint8Array>();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if ((tag & 7) === 2) found.set(tag >>> 3, reader.bytes());
    else reader.skipType(tag & 7);
  }
  return found;
};

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

const generated = (name: string, about: string): string => {
  const plugin = fileURLToPath(new URL("../node_modules/ts-proto/protoc-gen-ts_proto", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [plugin], {
    input: request(name),
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`ts-proto cannot generate ${name}: ${stderr}`);
  // CodeGeneratorResponse: error 1, file 15; File: name 1, content 15.
  const answer = fields(stdout);
  const file = answer.get(15);
  if (answer.has(1) || file === undefined) throw new Error(`ts-proto cannot generate ${name}: ${text(answer.get(1))}`);
  const header = `/**\n * ${about} Written by \`npm run generate\` from ${name}.proto.\n * @module\n */\n`;
  return header + text(fields(file).get(15)).replace(/^\/\/.*\n/gm, "");
};

/** The files and their text, which is kept as ts-proto lays it out. */
export const protocolModules: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(sources).map(([name, about]) => [`${folder}/generated/${name}.ts`, () => generated(name, about)]),
);
