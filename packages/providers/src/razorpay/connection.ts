import { createHash } from "node:crypto";
import Razorpay from "razorpay";
import type { z } from "zod";
import { ProviderError } from "../port.ts";
import { type CallKind, rejectWithFault, toProviderError } from "./fault.ts";

export interface ConnectionOptions {
  keyId: string;
  keySecret: string;
  /** Where the API is spoken to; Razorpay itself if left out. */
  endpoint?: { host: string; port: number; protocol: "http" | "https" };
  /** Deadline of one call, its body included. */
  timeoutMs?: number;
}

interface KeyedWrite {
  path: string;
  body: object;
  header: "X-Refund-Idempotency" | "X-Transfer-Idempotency" | "X-Payout-Idempotency";
  idempotencyKey: string;
}

type Send = (sdk: Razorpay) => Promise<unknown>;

/** The SDK behind one door: every failure becomes a `ProviderError`, every answer is held to a shape. */
export interface Connection {
  read<Shape extends z.ZodType>(shape: Shape, send: Send): Promise<z.output<Shape>>;
  write<Shape extends z.ZodType>(shape: Shape, send: Send): Promise<z.output<Shape>>;
  /** A write that Razorpay does once for its key; the SDK has no way to send the header. */
  writeOnce<Shape extends z.ZodType>(shape: Shape, request: KeyedWrite): Promise<z.output<Shape>>;
}

const largestAnswerBytes = 20_000_000;

/** The part of axios that is used here. */
interface Transport {
  defaults: {
    baseURL?: string;
    timeout?: number;
    proxy?: false;
    maxRedirects?: number;
    maxContentLength?: number;
  };
  interceptors: {
    request: { use(prepare: (call: { signal?: AbortSignal }) => object): void };
    response: { use(answered: undefined, failed: (failure: unknown) => Promise<never>): void };
  };
  post(path: string, body: object, config: { headers: Record<string, string> }): Promise<{ data: unknown }>;
}

function isTransport(value: unknown): value is Transport {
  return typeof value === "function" && "defaults" in value && "interceptors" in value && "post" in value;
}

/** The SDK's types do not name its axios client. */
function transportOf(sdk: Razorpay): Transport {
  const transport = "rq" in sdk.api ? sdk.api.rq : undefined;
  if (!isTransport(transport)) throw new Error("the Razorpay SDK keeps its HTTP client elsewhere now");
  return transport;
}

export function apiAddress({ endpoint }: Pick<ConnectionOptions, "endpoint">): string {
  if (endpoint === undefined) return "https://api.razorpay.com";
  return `${endpoint.protocol}://${endpoint.host}:${endpoint.port}`;
}

export function connect(options: ConnectionOptions): Connection {
  const sdk = new Razorpay({ key_id: options.keyId, key_secret: options.keySecret });
  const transport = transportOf(sdk);
  const timeoutMs = options.timeoutMs ?? 10_000;
  Object.assign(transport.defaults, {
    baseURL: apiAddress(options),
    timeout: timeoutMs,
    proxy: false,
    maxRedirects: 0,
    maxContentLength: largestAnswerBytes,
  } satisfies Transport["defaults"]);
  // The timeout of axios starts anew with every byte; the signal ends the whole call.
  transport.interceptors.request.use((call) =>
    Object.assign(call, { signal: AbortSignal.timeout(timeoutMs) }),
  );
  transport.interceptors.response.use(undefined, rejectWithFault);

  return {
    read: async (shape, send) => call("read", shape, () => send(sdk)),
    write: async (shape, send) => call("write", shape, () => send(sdk)),
    writeOnce: async (shape, { path, body, header, idempotencyKey }) =>
      call("write", shape, async () => {
        const headers = { [header]: headerKey(idempotencyKey) };
        return (await transport.post(path, body, { headers })).data;
      }),
  };
}

async function call<Shape extends z.ZodType>(
  kind: CallKind,
  shape: Shape,
  send: () => Promise<unknown>,
): Promise<z.output<Shape>> {
  let answer: unknown;
  try {
    answer = await send();
  } catch (reason) {
    throw toProviderError(reason, kind);
  }
  const parsed = shape.safeParse(answer);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join(".") || "(body)").join(", ");
  throw new ProviderError("unknown", `Razorpay answered with another shape than expected at: ${paths}`, {
    cause: parsed.error,
  });
}

/** Razorpay takes keys of 10 to 36 letters, digits, `-` and `_`; another key is told by its digest. */
function headerKey(key: string): string {
  return /^[\w-]{10,36}$/.test(key) ? key : createHash("sha256").update(key).digest("hex").slice(0, 36);
}

/** An id as a part of a path. The SDK does not escape: what is no id could lead to another address. */
export function inPath(reference: string): string {
  if (/^\w{1,64}$/.test(reference)) return encodeURIComponent(reference);
  throw new ProviderError("refused", "that is no reference of Razorpay");
}
