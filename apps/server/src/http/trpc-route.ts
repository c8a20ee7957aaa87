import { MarketError } from "@boltz/contract";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "hono";
import { identify } from "../auth/actor-of.ts";
import type { RequestContext } from "../trpc/context.ts";
import { appRouter } from "../trpc/router.ts";
import { toTransport, wireErrorOf } from "../trpc/wire-error.ts";
import { networkOf } from "./call-limit.ts";
import type { AppParts, Env } from "./parts.ts";
import { refuse } from "./refuse.ts";

const endpoint = "/api/trpc";

const countCalls = (path: string) => (path.match(/,|%2c/gi)?.length ?? 0) + 1;

export const trpcRoute =
  ({ services, auth, callLimit }: AppParts) =>
  async (c: Context<Env>): Promise<Response> => {
    const { correlationId, log, clientAddress } = c.var;
    const calls = countCalls(c.req.path);
    if (!callLimit.allows(networkOf(clientAddress), calls)) return refuse(c, "rate_limited", 429);
    const answer = await fetchRequestHandler({
      endpoint,
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: 10,
      // A query whose input does not fit into an address, such as a whole document to check, comes as POST.
      allowMethodOverride: true,
      createContext: async ({ resHeaders }): Promise<RequestContext> => {
        const { actor, cookies } = await identify(auth, services, c.req.raw.headers);
        if (actor.kind === "person" && !callLimit.allows(actor.id, calls))
          throw toTransport(new MarketError("rate_limited"));
        for (const cookie of cookies) resHeaders.append("set-cookie", cookie);
        return { ...services, actor, correlationId, log };
      },
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
