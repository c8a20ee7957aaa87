import { MarketError, type WireError } from "@boltz/contract";
import { initTRPC } from "@trpc/server";
import type { RequestContext } from "./context.ts";
import { toTransport, wireErrorOf } from "./wire-error.ts";

const trpc = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter: ({ error, shape, ctx }): { message: string; code: typeof shape.code; data: WireError } => {
    const data = wireErrorOf(error, ctx?.correlationId ?? "");
    return { message: data.message, code: shape.code, data };
  },
});

const refusals = trpc.middleware(async ({ next }) => {
  const result = await next();
  if (!result.ok && result.error.cause instanceof MarketError) throw toTransport(result.error.cause);
  return result;
});

export const router = trpc.router;

/** Who may call is the policy's matter, which the verbs ask; a procedure only checks shapes and passes on. */
export const procedure = trpc.procedure.use(refusals);
