import { type ErrorCode, errorSentences, type MarketError, type WireError } from "@boltz/contract";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { toTransport, transportCodes } from "../trpc/wire-error.ts";
import type { Env } from "./parts.ts";

const shapeOf = (c: Context<Env>, code: ErrorCode, retryAfterSeconds: number | null) => {
  const message = errorSentences[code];
  const { correlationId } = c.var;
  const data: WireError = { code, message, issues: [], correlationId, retryAfterSeconds };
  return { message, code: TRPC_ERROR_CODES_BY_KEY[transportCodes[code]], data };
};

/** Answers a request that never reaches a procedure, in the shape in which procedures refuse. */
export const refuse = (c: Context<Env>, code: ErrorCode, status: ContentfulStatusCode) =>
  c.json({ error: shapeOf(c, code, null) }, status);

/** Answers who asked too often when to come back, in the header and in the body. */
export const refuseTooMany = (c: Context<Env>, retryAfterSeconds: number, more: object = {}) => {
  c.header("retry-after", String(retryAfterSeconds));
  return c.json({ ...more, error: shapeOf(c, "rate_limited", retryAfterSeconds) }, 429);
};

// Every code of the table of transport codes is an answer with a body.
const statusOf = (refusal: MarketError) =>
  getHTTPStatusCodeFromError(toTransport(refusal)) as ContentfulStatusCode;

/** Answers what a verb refused, with the status that its procedure would have. */
export const refuseError = (c: Context<Env>, error: MarketError) => refuse(c, error.code, statusOf(error));
