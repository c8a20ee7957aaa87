import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { Core } from "../core.ts";
import { type ApiOperation, delayMsFor, losesAnswer, takeFault } from "../faults/settings.ts";
import { newId } from "../ids.ts";
import { parseFormBody } from "./form-body.ts";
import { findAnswer, keyedRequest, keyInUse } from "./idempotency.ts";
import { invalidRequest, WireError } from "./wire-error.ts";

type ApiContext = Context<{ Bindings: HttpBindings }>;
/** The parameters as they came, unchecked. */
export type Input = { [key: string]: unknown };

interface Operation {
  name: ApiOperation;
  /** The second version of the API speaks JSON. */
  takesJson?: boolean;
  /** Carried out at once and whole. */
  work: (input: Input) => object;
  /** What happens after the work and before the answer. */
  beforeAnswer?: (answer: object) => Promise<void>;
}

export type StripeApp = Hono<{ Bindings: HttpBindings }>;
type Work = (input: Input, id: string) => object;
type AddRoute = (path: string, name: ApiOperation, work: Work) => void;

/** Adds operations whose path holds at most one `:id`. */
export interface StripeRoutes {
  get: AddRoute;
  post: AddRoute;
  postJson: AddRoute;
}

export function createStripeRoutes(
  app: StripeApp,
  run: (c: ApiContext, operation: Operation) => Promise<Response>,
): StripeRoutes {
  const handler = (name: ApiOperation, work: Work, takesJson: boolean) => (c: ApiContext) =>
    run(c, { name, takesJson, work: (input) => work(input, c.req.param("id") ?? "") });
  return {
    get: (path, name, work) => void app.get(path, handler(name, work, false)),
    post: (path, name, work) => void app.post(path, handler(name, work, false)),
    postJson: (path, name, work) => void app.post(path, handler(name, work, true)),
  };
}

/** Runs API operations with authentication, idempotency and the faults that are switched on. */
export function createOperations(core: Core): (c: ApiContext, operation: Operation) => Promise<Response> {
  const keysInFlight = new Set<string>();

  return async function run(c, operation) {
    core.faults.requests[operation.name] += 1;
    try {
      authenticate(core, c);
      strike(core, operation.name);
      const answer = c.req.method === "POST" ? await runKeyed(c, operation) : await runOnce(c, operation);
      if (!losesAnswer(core.faults, operation.name)) return answer;
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return respond(c, error.status, JSON.stringify(error.body), newId("req"), error.headers);
    }
  };

  async function runOnce(c: ApiContext, operation: Operation): Promise<Response> {
    const answer = operation.work(parseFormBody(new URL(c.req.url).search));
    await delay(delayMsFor(core.faults, operation.name));
    return respond(c, 200, JSON.stringify(answer), newId("req"));
  }

  async function runKeyed(c: ApiContext, operation: Operation): Promise<Response> {
    const body = await c.req.text();
    const key = c.req.header("idempotency-key") ?? newId("unkeyed");
    const request = keyedRequest(key, c.req.method, c.req.path, body);
    if (keysInFlight.has(key)) throw keyInUse(key);
    const known = findAnswer(core, request);
    if (known !== undefined) {
      const headers = { "idempotent-replayed": "true", "original-request": known.requestId };
      return respond(c, known.status, known.body, newId("req"), headers);
    }
    keysInFlight.add(key);
    try {
      const requestId = newId("req");
      const answer = core.store.transaction(() => {
        const done = operation.work(operation.takesJson === true ? parseJsonBody(body) : parseFormBody(body));
        const record = { id: key, requestHash: request.requestHash, requestId, status: 200 };
        core.store.answers.save({ ...record, body: JSON.stringify(done) });
        return done;
      });
      core.dispatcher.wake();
      await operation.beforeAnswer?.(answer);
      await delay(delayMsFor(core.faults, operation.name));
      return respond(c, 200, JSON.stringify(answer), requestId);
    } finally {
      keysInFlight.delete(key);
    }
  }
}

const jsonBody = z.record(z.string(), z.unknown());

function parseJsonBody(body: string): Input {
  try {
    return jsonBody.parse(JSON.parse(body));
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof z.ZodError) {
      throw invalidRequest("The request body is not a JSON object.");
    }
    throw cause;
  }
}

function authenticate(core: Core, c: ApiContext): void {
  if (c.req.header("authorization") === `Bearer ${core.secretKey}`) return;
  throw new WireError(401, { type: "invalid_request_error", message: "Invalid API Key provided." });
}

function strike(core: Core, operation: ApiOperation): void {
  const { failStatus, retryAfterSeconds } = core.faults.settings;
  if (takeFault(core.faults, "failNext", operation)) {
    throw new WireError(failStatus, { type: "api_error", message: "An unknown error occurred." });
  }
  if (takeFault(core.faults, "rateLimitNext", operation)) {
    const headers = { "retry-after": String(retryAfterSeconds) };
    throw new WireError(
      429,
      {
        type: "invalid_request_error",
        code: "rate_limit",
        message: "Too many requests hit the API too quickly.",
      },
      headers,
    );
  }
}

function delay(milliseconds: number): Promise<void> {
  if (milliseconds === 0) return Promise.resolve();
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function respond(
  c: ApiContext,
  status: number,
  body: string,
  requestId: string,
  extra: Record<string, string> = {},
): Response {
  const headers = new Headers({ "content-type": "application/json", "request-id": requestId, ...extra });
  for (const echoed of ["stripe-version", "idempotency-key"]) {
    const value = c.req.header(echoed);
    if (value !== undefined) headers.set(echoed, value);
  }
  return new Response(body, { status, headers });
}
