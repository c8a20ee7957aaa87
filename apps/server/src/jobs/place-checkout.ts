import { placeCheckout } from "@boltz/services";
import { defineJob } from "./job.ts";

export const placeCheckoutJob = defineJob("place-checkout", { atOnce: 5 }, async (ctx, input) => {
  await placeCheckout({ ctx, input });
});
