import { api, queryClient } from "../../api/client.ts";

/** Every place that shows balances or payouts reads them anew. */
export const payoutsChanged = () => queryClient.invalidateQueries({ queryKey: api.payouts.pathKey() });
