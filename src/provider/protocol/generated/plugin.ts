/**
 * go-plugin's own services, which are served beside the provider. Written by `npm run generate` from plugin.proto.
 * @module
 */

/* eslint-disable */
import { BinaryReader, BinaryWriter } from "@bufbuild/protobuf/wire";
import {
  type CallOptions,
  type ChannelCredentials,
  Client,
  type ClientDuplexStream,
  type ClientOptions,
  type ClientReadableStream,
  type ClientUnaryCall,
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  makeGenericClientConstructor,
  type Metadata,
  type ServiceError,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";

export const protobufPackage = "plugin";

export const protobufFileName = "plugin.proto";

export interface Empty {
}

export interface ConnInfo {
  serviceId?: number | undefined;
  network?: string | undefined;
  address?: string | undefined;
  knock?: ConnInfo_Knock | undefined;
}

export interface ConnInfo_Knock {
  knock?: boolean | undefined;
  ack?: boolean | undefined;
  error?: string | undefined;
}

export interface StdioData {
  channel?: StdioData_Channel | undefined;
  data?: Uint8Array | undefined;
}

export enum StdioData_Channel {
  INVALID = 0,
  STDOUT = 1,
  STDERR = 2,
  UNRECOGNIZED = -1,
}

function createBaseEmpty(): Empty {
  return {};
}

export const Empty: MessageFns<Empty> = {
  encode(_: Empty, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): Empty {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseEmpty();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseConnInfo(): ConnInfo {
  return { serviceId: 0, network: "", address: "", knock: undefined };
}

export const ConnInfo: MessageFns<ConnInfo> = {
  encode(message: ConnInfo, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.serviceId !== undefined && message.serviceId !== 0) {
      writer.uint32(8).uint32(message.serviceId);
    }
    if (message.network !== undefined && message.network !== "") {
      writer.uint32(18).string(message.network);
    }
    if (message.address !== undefined && message.address !== "") {
      writer.uint32(26).string(message.address);
    }
    if (message.knock !== undefined) {
      ConnInfo_Knock.encode(message.knock, writer.uint32(34).fork()).join();
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ConnInfo {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseConnInfo();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.serviceId = reader.uint32();
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.network = reader.string();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.address = reader.string();
            continue;
          }
          case 4: {
            if (tag !== 34) {
              break;
            }

            message.knock = ConnInfo_Knock.decode(reader, reader.uint32());
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseConnInfo_Knock(): ConnInfo_Knock {
  return { knock: false, ack: false, error: "" };
}

export const ConnInfo_Knock: MessageFns<ConnInfo_Knock> = {
  encode(message: ConnInfo_Knock, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.knock !== undefined && message.knock !== false) {
      writer.uint32(8).bool(message.knock);
    }
    if (message.ack !== undefined && message.ack !== false) {
      writer.uint32(16).bool(message.ack);
    }
    if (message.error !== undefined && message.error !== "") {
      writer.uint32(26).string(message.error);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): ConnInfo_Knock {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseConnInfo_Knock();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.knock = reader.bool();
            continue;
          }
          case 2: {
            if (tag !== 16) {
              break;
            }

            message.ack = reader.bool();
            continue;
          }
          case 3: {
            if (tag !== 26) {
              break;
            }

            message.error = reader.string();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

function createBaseStdioData(): StdioData {
  return { channel: 0, data: new Uint8Array(0) };
}

export const StdioData: MessageFns<StdioData> = {
  encode(message: StdioData, writer: BinaryWriter = new BinaryWriter()): BinaryWriter {
    if (message.channel !== undefined && message.channel !== 0) {
      writer.uint32(8).int32(message.channel);
    }
    if (message.data !== undefined && message.data.length !== 0) {
      writer.uint32(18).bytes(message.data);
    }
    return writer;
  },

  decode(input: BinaryReader | Uint8Array, length?: number): StdioData {
    const reader = input instanceof BinaryReader ? input : new BinaryReader(input);
    const previousRecursionDepth = (reader as any).__tsProtoDecodeDepth ?? 0;
    if (previousRecursionDepth >= 100) {
      throw new globalThis.Error("protobuf decode recursion limit exceeded");
    }
    (reader as any).__tsProtoDecodeDepth = previousRecursionDepth + 1;
    try {
      const end = length === undefined ? reader.len : reader.pos + length;
      const message = createBaseStdioData();
      while (reader.pos < end) {
        const tag = reader.uint32();
        switch (tag >>> 3) {
          case 1: {
            if (tag !== 8) {
              break;
            }

            message.channel = reader.int32() as any;
            continue;
          }
          case 2: {
            if (tag !== 18) {
              break;
            }

            message.data = reader.bytes();
            continue;
          }
        }
        if ((tag & 7) === 4 || tag === 0) {
          break;
        }
        reader.skip(tag & 7);
      }
      return message;
    } finally {
      (reader as any).__tsProtoDecodeDepth = previousRecursionDepth;
    }
  },
};

export type GRPCControllerService = typeof GRPCControllerService;
export const GRPCControllerService = {
  shutdown: {
    path: "/plugin.GRPCController/Shutdown" as const,
    requestStream: false as const,
    responseStream: false as const,
    requestSerialize: (value: Empty): Buffer => Buffer.from(Empty.encode(value).finish()),
    requestDeserialize: (value: Buffer): Empty => Empty.decode(value),
    responseSerialize: (value: Empty): Buffer => Buffer.from(Empty.encode(value).finish()),
    responseDeserialize: (value: Buffer): Empty => Empty.decode(value),
  },
} as const;

export interface GRPCControllerServer extends UntypedServiceImplementation {
  shutdown: handleUnaryCall<Empty, Empty>;
}

export interface GRPCControllerClient extends Client {
  shutdown(request: Empty, callback: (error: ServiceError | null, response: Empty) => void): ClientUnaryCall;
  shutdown(
    request: Empty,
    metadata: Metadata,
    callback: (error: ServiceError | null, response: Empty) => void,
  ): ClientUnaryCall;
  shutdown(
    request: Empty,
    metadata: Metadata,
    options: Partial<CallOptions>,
    callback: (error: ServiceError | null, response: Empty) => void,
  ): ClientUnaryCall;
}

export const GRPCControllerClient = makeGenericClientConstructor(
  GRPCControllerService,
  "plugin.GRPCController",
) as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): GRPCControllerClient;
  service: typeof GRPCControllerService;
  serviceName: string;
};

export type GRPCBrokerService = typeof GRPCBrokerService;
export const GRPCBrokerService = {
  startStream: {
    path: "/plugin.GRPCBroker/StartStream" as const,
    requestStream: true as const,
    responseStream: true as const,
    requestSerialize: (value: ConnInfo): Buffer => Buffer.from(ConnInfo.encode(value).finish()),
    requestDeserialize: (value: Buffer): ConnInfo => ConnInfo.decode(value),
    responseSerialize: (value: ConnInfo): Buffer => Buffer.from(ConnInfo.encode(value).finish()),
    responseDeserialize: (value: Buffer): ConnInfo => ConnInfo.decode(value),
  },
} as const;

export interface GRPCBrokerServer extends UntypedServiceImplementation {
  startStream: handleBidiStreamingCall<ConnInfo, ConnInfo>;
}

export interface GRPCBrokerClient extends Client {
  startStream(): ClientDuplexStream<ConnInfo, ConnInfo>;
  startStream(options: Partial<CallOptions>): ClientDuplexStream<ConnInfo, ConnInfo>;
  startStream(metadata: Metadata, options?: Partial<CallOptions>): ClientDuplexStream<ConnInfo, ConnInfo>;
}

export const GRPCBrokerClient = makeGenericClientConstructor(GRPCBrokerService, "plugin.GRPCBroker") as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): GRPCBrokerClient;
  service: typeof GRPCBrokerService;
  serviceName: string;
};

export type GRPCStdioService = typeof GRPCStdioService;
export const GRPCStdioService = {
  streamStdio: {
    path: "/plugin.GRPCStdio/StreamStdio" as const,
    requestStream: false as const,
    responseStream: true as const,
    requestSerialize: (value: Empty): Buffer => Buffer.from(Empty.encode(value).finish()),
    requestDeserialize: (value: Buffer): Empty => Empty.decode(value),
    responseSerialize: (value: StdioData): Buffer => Buffer.from(StdioData.encode(value).finish()),
    responseDeserialize: (value: Buffer): StdioData => StdioData.decode(value),
  },
} as const;

export interface GRPCStdioServer extends UntypedServiceImplementation {
  streamStdio: handleServerStreamingCall<Empty, StdioData>;
}

export interface GRPCStdioClient extends Client {
  streamStdio(request: Empty, options?: Partial<CallOptions>): ClientReadableStream<StdioData>;
  streamStdio(request: Empty, metadata?: Metadata, options?: Partial<CallOptions>): ClientReadableStream<StdioData>;
}

export const GRPCStdioClient = makeGenericClientConstructor(GRPCStdioService, "plugin.GRPCStdio") as unknown as {
  new (address: string, credentials: ChannelCredentials, options?: Partial<ClientOptions>): GRPCStdioClient;
  service: typeof GRPCStdioService;
  serviceName: string;
};

export interface MessageFns<T> {
  encode(message: T, writer?: BinaryWriter): BinaryWriter;
  decode(input: BinaryReader | Uint8Array, length?: number): T;
}
