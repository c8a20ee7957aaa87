import type { QueueName } from "@boltz/db";
import { type Context, jobPayloads, placeCheckout, settlePurchase } from "@boltz/services";

type Run = (ctx: Context, data: unknown) => Promise<unknown>;

/** What a worker does with each queue's jobs. */
export const runners: Partial<Record<QueueName, Run>> = {
  "settle-purchase": (ctx, data) =>
    settlePurchase({ ctx, input: jobPayloads["settle-purchase"].parse(data) }),
  "place-checkout": (ctx, data) => placeCheckout({ ctx, input: jobPayloads["place-checkout"].parse(data) }),
};
