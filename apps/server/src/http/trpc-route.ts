import { MarketError } from "@boltz/contract";
import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "hono";
import { identify } from "../auth/actor-of.ts";
import type { RequestContext } from "../trpc/context.ts";
import { appRouter } from "../trpc/router.ts";
import { wireErrorOf } from "../trpc/wire-error.ts";
import type { Call } from "./limits/procedure-limits.ts";
import type { AppParts, Env } from "./parts.ts";
import { refuseTooMany } from "./refuse.ts";

const endpoint = "/api/trpc";

const countCalls = (path: string) => (path.match(/,|%2c/gi)?.length ?? 0) + 1;

/** Of several calls that were refused, when the last of them may come again. */
const retryAfter = (errors: TRPCError[]): Record<string, string> => {
  const waits = errors.map(({ cause }) =>
    cause instanceof MarketError && cause.retryAfterSeconds !== null ? cause.retryAfterSeconds : 0,
  );
  const longest = Math.max(0, ...waits);
  return longest > 0 ? { "retry-after": String(longest) } : {};
};

/** What tRPC refuses before it makes a context is written without the request's code, which is known here. */
const withCorrelationId = (body: string, correlationId: string) =>
  body.replaceAll('"correlationId":""', `"correlationId":${JSON.stringify(correlationId)}`);

export const trpcRoute =
  ({ services, auth, callLimits }: AppParts) =>
  async (c: Context<Env>): Promise<Response> => {
    const { correlationId, log, clientAddress } = c.var;
    const calls = countCalls(c.req.path);
    const wait = await callLimits.takeForAddress(clientAddress, calls);
    if (wait > 0) return refuseTooMany(c, wait);
    const { actor, cookies } = await identify(auth, services, c.req.raw.headers);
    for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
    const personId = actor.kind === "person" ? actor.id : null;
    const waitOfPerson = personId === null ? 0 : await callLimits.takeForPerson(personId, calls);
    if (waitOfPerson > 0) return refuseTooMany(c, waitOfPerson);
    const countCall = async (call: Call): Promise<void> => {
      const retryAfterSeconds = await callLimits.takeForCall(call, { address: clientAddress, personId });
      if (retryAfterSeconds > 0) throw new MarketError("rate_limited", { retryAfterSeconds });
    };
    let hasContext = false;
    const answer = await fetchRequestHandler({
      endpoint,
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: 10,
      // A query whose input does not fit into an address, such as a whole document to check, comes as POST.
      allowMethodOverride: true,
      createContext: async (): Promise<RequestContext> => {
        hasContext = true;
        return { ...services, ...{ actor, correlationId, log, countCall } };
      },
      responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
      onError: ({ error, path }) => {
        const { code } = wireErrorOf(error, correlationId);
        if (code === "internal")
          log.error({ err: error.cause ?? error, procedure: path }, "procedure failed");
        else log.debug({ procedure: path, code }, "procedure refused");
      },
    });
    // As text it leaves in one write; as the stream that it comes as, it is pumped piece by piece.
    const body = answer.body === null ? null : await answer.text();
    const isBare = body !== null && !hasContext;
    return c.newResponse(isBare ? withCorrelationId(body, correlationId) : body, answer);
  };
