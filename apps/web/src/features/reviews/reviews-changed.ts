import { api, queryClient } from "../../api/client.ts";

/** A review changes the rating too, wherever it is shown. */
export const reviewsChanged = async (): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: api.reviews.pathKey() }),
    queryClient.invalidateQueries({ queryKey: api.listings.get.queryKey() }),
    queryClient.invalidateQueries({ queryKey: api.creators.get.queryKey() }),
  ]);
};
