import { MarketError } from "@boltz/contract";
import type { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "hono";
import { identify } from "../auth/actor-of.ts";
import type { RequestContext } from "../trpc/context.ts";
import { appRouter } from "../trpc/router.ts";
import { toTransport, wireErrorOf } from "../trpc/wire-error.ts";
import type { Call } from "./limits/procedure-limits.ts";
import type { AppParts, Env } from "./parts.ts";
import { refuseTooMany } from "./refuse.ts";

const endpoint = "/api/trpc";

const countCalls = (path: string) => (path.match(/,|%2c/gi)?.length ?? 0) + 1;

const refuseAfter = (retryAfterSeconds: number): void => {
  if (retryAfterSeconds > 0) throw toTransport(new MarketError("rate_limited", { retryAfterSeconds }));
};

/** Of several calls that were refused, when the last of them may come again. */
const retryAfter = (errors: TRPCError[]): Record<string, string> => {
  const waits = errors.map(({ cause }) =>
    cause instanceof MarketError && cause.retryAfterSeconds !== null ? cause.retryAfterSeconds : 0,
  );
  const longest = Math.max(0, ...waits);
  return longest > 0 ? { "retry-after": String(longest) } : {};
};

export const trpcRoute =
  ({ services, auth, callLimits }: AppParts) =>
  async (c: Context<Env>): Promise<Response> => {
    const { correlationId, log, clientAddress } = c.var;
    const calls = countCalls(c.req.path);
    const wait = await callLimits.takeForAddress(clientAddress, calls);
    if (wait > 0) return refuseTooMany(c, wait);
    const answer = await fetchRequestHandler({
      endpoint,
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: 10,
      // A query whose input does not fit into an address, such as a whole document to check, comes as POST.
      allowMethodOverride: true,
      createContext: async ({ resHeaders }): Promise<RequestContext> => {
        const { actor, cookies } = await identify(auth, services, c.req.raw.headers);
        for (const cookie of cookies) resHeaders.append("set-cookie", cookie);
        const personId = actor.kind === "person" ? actor.id : null;
        if (personId !== null) refuseAfter(await callLimits.takeForPerson(personId, calls));
        const countCall = async (call: Call) =>
          refuseAfter(await callLimits.takeForCall(call, { address: clientAddress, personId }));
        return { ...services, actor, correlationId, log, countCall };
      },
      responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
      onError: ({ error, path }) => {
        const { code } = wireErrorOf(error, correlationId);
        if (code === "internal")
          log.error({ err: error.cause ?? error, procedure: path }, "procedure failed");
        else log.debug({ procedure: path, code }, "procedure refused");
      },
    });
    if (answer.body === null) return answer;
    // As text it leaves in one write; as the stream that it comes as, it is pumped piece by piece.
    return new Response(await answer.text(), { status: answer.status, headers: answer.headers });
  };
