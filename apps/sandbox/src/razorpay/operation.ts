import { createHash, timingSafeEqual } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, Hono } from "hono";
import type { Core } from "../core.ts";
import { delayMsFor, losesAnswer, takeFault } from "../faults/settings.ts";
import type { RazorpayOperation } from "./operations.ts";
import { changeRazorpay, type Razorpay } from "./razorpay.ts";
import { answerError, badRequest, RazorpayError } from "./wire-error.ts";

export type Api = Hono<{ Bindings: HttpBindings }>;
type ApiContext = Context<{ Bindings: HttpBindings }>;

/** What the routes of one kind of thing are made with. */
export interface ApiParts {
  app: Api;
  rzp: Razorpay;
  run: RunOperation;
}

/** A header under which the same request is carried out once. */
export interface KeyRule {
  header: string;
  pattern: RegExp;
  isRequired?: boolean;
}

interface Operation {
  name: RazorpayOperation;
  /** Carried out at once and whole. Gets the body, or the query where there is none. */
  work: (input: unknown) => object;
  key?: KeyRule;
  /** What a repetition under the same key is answered, if not the first answer itself. */
  replay?: (firstAnswer: unknown) => object;
  /** What happens after the work and before the answer. */
  beforeAnswer?: (answer: object) => Promise<void>;
}

type RunOperation = (c: ApiContext, operation: Operation, input?: object) => Promise<Response>;

/** Runs API operations with authentication, idempotency and the faults that are switched on. */
export function createOperations(rzp: Razorpay): RunOperation {
  const { core } = rzp;
  const keysInFlight = new Set<string>();

  return async function run(c, operation, input) {
    core.faults.requests[operation.name] += 1;
    try {
      authenticate(rzp, c);
      strike(core, operation.name);
      const body = c.req.method === "GET" || input !== undefined ? "" : await c.req.text();
      const answer = await perform(c, operation, { body, input: input ?? readInput(c, body) });
      if (!losesAnswer(core.faults, operation.name)) return answer;
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    } catch (error) {
      if (!(error instanceof RazorpayError)) throw error;
      return answerError(error);
    }
  };

  async function perform(
    c: ApiContext,
    operation: Operation,
    { body, input }: { body: string; input: unknown },
  ): Promise<Response> {
    const key = readKey(c, operation.key);
    if (key === undefined)
      return answerLate(
        operation,
        changeRazorpay(rzp, () => operation.work(input)),
      );
    if (keysInFlight.has(key)) throw keyInUse();
    const requestHash = createHash("sha256").update(`${c.req.method} ${c.req.path}\n${body}`).digest("hex");
    const known = rzp.answers.find(key);
    if (known !== undefined && known.requestHash !== requestHash) throw keyReused();
    if (known !== undefined) {
      const first: unknown = JSON.parse(known.body);
      return Response.json(operation.replay?.(first) ?? first);
    }
    keysInFlight.add(key);
    try {
      const answer = changeRazorpay(rzp, () => {
        const done = operation.work(input);
        rzp.answers.save({ id: key, requestHash, body: JSON.stringify(done) });
        return done;
      });
      return await answerLate(operation, answer);
    } finally {
      keysInFlight.delete(key);
    }
  }

  async function answerLate(operation: Operation, answer: object): Promise<Response> {
    await operation.beforeAnswer?.(answer);
    const milliseconds = delayMsFor(core.faults, operation.name);
    if (milliseconds > 0) await new Promise((resolve) => setTimeout(resolve, milliseconds));
    return Response.json(answer);
  }
}

function readInput(c: ApiContext, body: string): unknown {
  if (c.req.method === "GET") return c.req.query();
  if (body === "") return {};
  try {
    return JSON.parse(body);
  } catch {
    // Why it is none is said nowhere: neither does Razorpay.
    return;
  }
}

function readKey(c: ApiContext, rule: KeyRule | undefined): string | undefined {
  if (rule === undefined) return;
  const key = c.req.header(rule.header);
  if (key === undefined) {
    if (rule.isRequired !== true) return;
    throw badRequest(`The ${rule.header} header is mandatory`, rule.header);
  }
  if (!rule.pattern.test(key)) throw badRequest("The idempotency key is invalid", rule.header);
  return `${rule.header}:${key}`;
}

function keyReused(): RazorpayError {
  return badRequest("Different request body sent for the same Idempotency Header", undefined, "NA");
}

function keyInUse(): RazorpayError {
  return new RazorpayError(409, {
    code: "BAD_REQUEST_ERROR",
    description: "Request failed because another request is in progress with the same Idempotency Key",
  });
}

function authenticate({ options }: Razorpay, c: ApiContext): void {
  const sent = c.req.header("authorization");
  if (sent === undefined) {
    throw new RazorpayError(401, {
      code: "BAD_REQUEST_ERROR",
      description: "Please provide your api key for authentication purposes.",
    });
  }
  const right = `Basic ${Buffer.from(`${options.keyId}:${options.keySecret}`).toString("base64")}`;
  if (sent.length === right.length && timingSafeEqual(Buffer.from(sent), Buffer.from(right))) return;
  throw new RazorpayError(401, { code: "BAD_REQUEST_ERROR", description: "Authentication failed" });
}

function strike(core: Core, operation: RazorpayOperation): void {
  const { failStatus, retryAfterSeconds } = core.faults.settings;
  if (takeFault(core.faults, "failNext", operation)) {
    throw new RazorpayError(failStatus, {
      code: failStatus === 502 || failStatus === 504 ? "GATEWAY_ERROR" : "SERVER_ERROR",
      description:
        "We are facing some trouble completing your request at the moment. Please try again shortly.",
    });
  }
  if (takeFault(core.faults, "rateLimitNext", operation)) {
    throw new RazorpayError(
      429,
      { code: "BAD_REQUEST_ERROR", description: "Request failed. Please try after sometime." },
      { "retry-after": String(retryAfterSeconds) },
    );
  }
}
