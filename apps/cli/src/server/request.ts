import { CliRefused, refuse } from "../refused.ts";

const timeoutMs = 60_000;
const jsonBytes = 1024 * 1024;

const causeOf = (error: unknown): string => {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth += 1) {
    if (cause.name === "TimeoutError") return "it did not answer in time";
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return "the connection broke";
};

const unreachable = (address: string, error: unknown) =>
  new CliRefused("unreachable", `${new URL(address).origin} cannot be reached: ${causeOf(error)}.`, {
    cause: error,
  });

export type RequestOptions = Omit<RequestInit, "signal"> & { signal?: AbortSignal | null | undefined };

/** One request, which waits a minute at most and goes to the address that was meant, never on to another. */
export const request = async (
  address: string,
  { signal: ended, ...init }: RequestOptions = {},
): Promise<Response> => {
  let response: Response;
  try {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = ended ? AbortSignal.any([ended, timeout]) : timeout;
    response = await fetch(address, { ...init, redirect: "manual", signal });
  } catch (error) {
    throw unreachable(address, error);
  }
  if (response.status >= 300 && response.status < 400)
    throw refuse(`${new URL(address).origin} sends requests on to another address; this is not followed.`);
  return response;
};

/** An answer's body, as long as it stays within `limit` bytes. */
export const readBody = async (response: Response, address: string, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw unreachable(address, error);
  }
  if (length > limit)
    throw refuse(`${new URL(address).origin} sent more than the ${limit} bytes allowed here.`);
  return Buffer.concat(chunks);
};

export interface JsonAnswer {
  status: number;
  /** Undefined where the body is no JSON. */
  json: unknown;
}

export const requestJson = async (address: string, init: RequestOptions = {}): Promise<JsonAnswer> => {
  const response = await request(address, init);
  const body = await readBody(response, address, jsonBytes);
  try {
    return { status: response.status, json: JSON.parse(new TextDecoder().decode(body)) };
  } catch {
    return { status: response.status, json: undefined };
  }
};

export const postJson = (address: string, body: unknown, token?: string): Promise<JsonAnswer> =>
  requestJson(address, {
    method: "POST",
    body: JSON.stringify(body),
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  });
