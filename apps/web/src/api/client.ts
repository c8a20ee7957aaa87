import type { AppRouter } from "@boltz/server";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { createTRPCClient, httpBatchLink, type TRPCLink } from "@trpc/client";
import type { inferRouterOutputs } from "@trpc/server";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { mayRetry, wireErrorOf } from "./errors.ts";

export type Outputs = inferRouterOutputs<AppRouter>;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      const meKey = api.people.me.queryKey();
      const sessionEnded = wireErrorOf(error).code === "unauthenticated";
      if (sessionEnded && query.queryHash !== JSON.stringify(meKey))
        void queryClient.invalidateQueries({ queryKey: meKey });
    },
  }),
  mutationCache: new MutationCache({
    onError: (error) => {
      if (wireErrorOf(error).code === "unauthenticated")
        void queryClient.invalidateQueries({ queryKey: api.people.me.queryKey() });
    },
  }),
  defaultOptions: {
    queries: { staleTime: 30_000, retry: (tries, error) => tries < 2 && mayRetry(error) },
    mutations: { retry: false },
  },
});

/** Pages only go forward here, and the server refuses every field that it does not know. */
const withoutDirection: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    next({ ...op, input: inputWithoutDirection(op.input) });

function inputWithoutDirection(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("direction" in input)) return input;
  const { direction: _, ...rest } = input;
  return rest;
}

const trpcClient = createTRPCClient<AppRouter>({
  links: [withoutDirection, httpBatchLink({ url: "/api/trpc", maxItems: 5, maxURLLength: 6_000 })],
});

/** Query and mutation options for every procedure of the server. */
export const api = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });
