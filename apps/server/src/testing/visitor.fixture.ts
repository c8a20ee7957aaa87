import { randomUUID } from "node:crypto";
import { type WireError, wireError } from "@boltz/contract";
import { z } from "zod";
import type { TestMarketplace } from "./start-test-marketplace.fixture.ts";

export const password = "a long enough password";

const success = z.object({ result: z.object({ data: z.unknown() }) });
const failure = z.object({ error: z.object({ message: z.string(), data: wireError }) });

export interface Answer {
  status: number;
  data: unknown;
  error: WireError | null;
}

/** Somebody with a browser: keeps cookies, and sends the site's own origin unless told otherwise. */
export interface Visitor {
  email: string;
  cookies: Map<string, string>;
  request(path: string, init?: RequestInit): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  query(procedure: string, input?: unknown): Promise<Answer>;
  mutate(procedure: string, input?: unknown, headers?: Record<string, string>): Promise<Answer>;
  signUp(): Promise<void>;
  signIn(withPassword?: string): Promise<Response>;
}

const readAnswer = async (response: Response): Promise<Answer> => {
  const body: unknown = await response.json();
  const failed = failure.safeParse(body);
  if (failed.success) return { status: response.status, data: null, error: failed.data.error.data };
  return { status: response.status, data: success.parse(body).result.data, error: null };
};

const keepCookies = (jar: Map<string, string>, response: Response) => {
  for (const line of response.headers.getSetCookie()) {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const isGone = /max-age=0/i.test(line);
    if (isGone) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
};

export const createVisitor = (market: TestMarketplace, address = "203.0.113.7"): Visitor => {
  const cookies = new Map<string, string>();
  const email = `person-${randomUUID()}@example.test`;
  const connection = { incoming: { socket: { remoteAddress: address } } };
  const request = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await market.app.request(`${market.url}${path}`, { ...init, headers }, connection);
    keepCookies(cookies, response);
    return response;
  };
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    request(path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", origin: market.url, ...headers },
    });
  return {
    ...{ email, cookies, request, post },
    query: async (procedure, input) => {
      const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return readAnswer(await request(`/api/trpc/${procedure}${search}`));
    },
    mutate: async (procedure, input, headers) =>
      readAnswer(await post(`/api/trpc/${procedure}`, input ?? {}, headers)),
    signUp: async () => {
      const response = await post("/api/auth/sign-up/email", { name: "A Person", email, password });
      if (response.status !== 200)
        throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
    },
    signIn: (withPassword = password) => post("/api/auth/sign-in/email", { email, password: withPassword }),
  };
};
