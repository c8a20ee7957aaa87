import { useQuery } from "@tanstack/react-query";
import { api, queryClient } from "./client.ts";

/** The signed-in person: undefined while unknown, null for a visitor. */
export function useViewer() {
  return useQuery(api.people.me.queryOptions(undefined, { staleTime: 60_000 })).data;
}

export const useViewerQuery = () => useQuery(api.people.me.queryOptions(undefined, { staleTime: 60_000 }));

/** After the identity changed nothing that was read under the old one may stay on screen. */
export async function identityChanged() {
  await queryClient.cancelQueries();
  queryClient.removeQueries({ predicate: (query) => !query.isActive() });
  await queryClient.resetQueries();
}

/** Asks who this is once more, without disturbing what is on screen. */
export const readViewerAgain = () =>
  queryClient.fetchQuery(api.people.me.queryOptions(undefined, { staleTime: 0 }));
