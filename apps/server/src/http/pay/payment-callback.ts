import { isId } from "@boltz/contract";
import { system } from "@boltz/domain";
import { requestSettlement } from "@boltz/services";
import type { Context } from "hono";
import { z } from "zod";
import type { AppParts, Env } from "../parts.ts";
import { refuse } from "../refuse.ts";

const actor = system("razorpay-callback");

const outcome = z.object({
  razorpay_order_id: z.string().min(1).max(100),
  razorpay_payment_id: z.string().min(1).max(100),
  razorpay_signature: z.string().max(200),
});

/**
 * What Razorpay's page posts with the buyer's browser. It proves nothing: a right signature only has
 * Razorpay asked sooner, and whatever came, the buyer lands on the purchase's page.
 */
export const paymentCallback =
  ({ services, razorpay }: AppParts) =>
  async (c: Context<Env>): Promise<Response> => {
    if (razorpay === null) return refuse(c, "not_found", 404);
    const posted = outcome.safeParse(Object.fromEntries(new URLSearchParams(await c.req.text())));
    if (posted.success) {
      const { razorpay_order_id: orderId, razorpay_payment_id: paymentId } = posted.data;
      if (razorpay.verifyCallback({ orderId, paymentId, signature: posted.data.razorpay_signature })) {
        const input = { provider: "razorpay" as const, checkoutReference: orderId };
        await requestSettlement({ ctx: { ...services, actor }, input });
      } else c.var.log.warn({ provider: "razorpay" }, "payment callback with a wrong signature");
    }
    const purchaseId = c.req.query("purchase") ?? "";
    return c.redirect(isId("pur", purchaseId) ? `/purchases/${purchaseId}?returned=1` : "/purchases", 303);
  };
