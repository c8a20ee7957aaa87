import { useNavigate } from "@tanstack/react-router";
import { api, queryClient } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";

/** After a decision: back to the queue, which does not hold the case any more. */
export function useDecided() {
  const navigate = useNavigate();
  return async (sentence: string) => {
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: api.moderation.queue.pathKey() }),
      queryClient.invalidateQueries({ queryKey: api.listings.pathKey() }),
      queryClient.invalidateQueries({ queryKey: api.reviews.pathKey() }),
    ]);
    await navigate({ to: "/admin/moderation" });
    await notify(sentence);
  };
}
