import { type IncomingHttpHeaders, request } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type WireError, wireError } from "@boltz/contract";
import type { Person } from "@boltz/domain";
import { z } from "zod";
import type { TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";

export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  /** The wire error; null where it is none. */
  error: WireError | null;
}

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  /** A stream goes out in chunks, without saying how long it is. */
  body?: string | Readable;
  /** Of this machine's own, to connect from. */
  from?: string;
}

const failure = z.object({ error: z.object({ data: wireError }) });

const errorIn = (body: string): WireError | null => {
  try {
    return failure.safeParse(JSON.parse(body)).data?.error.data ?? null;
  } catch {
    return null;
  }
};

/** One request over the wire to the running server, exactly as it is given here. */
export const send = (market: TestMarketplace, path: string, sent: Sent = {}): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { method = "GET", headers = {}, body, from = "127.0.0.1" } = sent;
    const { port } = new URL(market.url);
    const address = { host: "127.0.0.1", port, localAddress: from, path, method };
    const length = typeof body === "string" ? { "content-length": String(Buffer.byteLength(body)) } : {};
    const outgoing = request({ ...address, headers: { ...length, ...headers }, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        const text = Buffer.concat(parts).toString();
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: text,
          error: errorIn(text),
        });
      });
    });
    outgoing.on("error", reject);
    if (body instanceof Readable) pipeline(body, outgoing).catch(reject);
    else outgoing.end(body);
  });

const session = z.object({ token: z.string() });

/** One of this machine's addresses, which a marketplace may be told to trust as its proxy. */
export const proxyAddress = "127.0.0.9";

/** As a request looks that our proxy hands on for `address`. */
export const handedOn = (address: string) => ({
  from: proxyAddress,
  headers: { "x-forwarded-for": address },
});

/** A program with the session of `person`, a visitor without one; at `address`, where that matters. */
export const openClient = async (
  market: TestMarketplace,
  person: Person | null = null,
  address: string | null = null,
) => {
  const { internalAdapter } = await market.auth.$context;
  const token = person === null ? null : session.parse(await internalAdapter.createSession(person.id)).token;
  const via: Sent = address === null ? {} : handedOn(address);
  const own = {
    ...(token === null ? { origin: market.url } : { authorization: `Bearer ${token}` }),
    ...via.headers,
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(market, path, {
      ...via,
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...own, ...headers },
    });
  return {
    post,
    get: (path: string) => send(market, path, { ...via, headers: own }),
    query: (procedure: string, input?: unknown) => {
      const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return send(market, `/api/trpc/${procedure}${search}`, { ...via, headers: own });
    },
    mutate: (procedure: string, input: unknown = {}) => post(`/api/trpc/${procedure}`, input),
  };
};

export type Client = Awaited<ReturnType<typeof openClient>>;

/** What an answer says, without the code that is different each time. */
export const saidBy = ({ status, body }: Reply) => [
  status,
  body.replace(/"correlationId":"[0-9a-f-]{36}"/, '"correlationId":"…"'),
];
