import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "hono";
import { identify } from "../auth/actor-of.ts";
import type { RequestContext } from "../trpc/context.ts";
import { appRouter } from "../trpc/router.ts";
import { wireErrorOf } from "../trpc/wire-error.ts";
import type { AppParts, Env } from "./parts.ts";

const endpoint = "/api/trpc";

export const trpcRoute =
  ({ services, auth }: AppParts) =>
  (c: Context<Env>): Promise<Response> => {
    const { correlationId, log } = c.var;
    return fetchRequestHandler({
      endpoint,
      req: c.req.raw,
      router: appRouter,
      maxBatchSize: 10,
      // A query whose input does not fit into an address, such as a whole document to check, comes as POST.
      allowMethodOverride: true,
      createContext: async ({ resHeaders }): Promise<RequestContext> => {
        const { actor, cookies } = await identify(auth, services, c.req.raw.headers);
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
  };
