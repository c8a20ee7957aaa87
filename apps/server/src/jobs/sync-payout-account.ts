import { syncPayoutAccount } from "@boltz/services";
import { defineJob } from "./job.ts";

export const syncPayoutAccountJob = defineJob("sync-payout-account", { atOnce: 5 }, async (ctx, input) => {
  await syncPayoutAccount({ ctx, input });
});
