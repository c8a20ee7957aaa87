import { MarketError, type WireError } from "@boltz/contract";
import { trace } from "@opentelemetry/api";
import { initTRPC } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { RequestContext } from "./context.ts";
import { toTransport, wireErrorOf } from "./wire-error.ts";

interface Formatted {
  message: string;
  code: number;
  /** With the status that the answer is given; several codes of ours share one of JSON-RPC's. */
  data: WireError & { httpStatus: number };
}

const trpc = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter: ({ error, shape, ctx }): Formatted => {
    const data = wireErrorOf(error, ctx?.correlationId ?? "");
    return {
      message: data.message,
      code: shape.code,
      data: { ...data, httpStatus: getHTTPStatusCodeFromError(error) },
    };
  },
});

const refusals = trpc.middleware(async ({ next, path }) => {
  trace.getActiveSpan()?.addEvent("procedure", { "rpc.method": path });
  const result = await next();
  if (!result.ok && result.error.cause instanceof MarketError) throw toTransport(result.error.cause);
  return result;
});

const counted = trpc.middleware(async ({ ctx, path, type, getRawInput, next }) => {
  await ctx.countCall({ path, isQuery: type === "query", input: await getRawInput() });
  return next();
});

export const router = trpc.router;

/** Who may call is the policy's matter, which the verbs ask; a procedure counts, checks shapes and passes on. */
export const procedure = trpc.procedure.use(refusals).use(counted);
