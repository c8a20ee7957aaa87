import { z } from "zod";
import { kind, signature } from "./kind.ts";

export const purchasesKinds = {
  receipt: kind(
    "purchases",
    z.strictObject({
      title: z.string(),
      amount: z.string(),
      purchaseId: z.string(),
      refundableUntil: z.string().nullable(),
      url: z.url(),
    }),
    ({ title, amount, purchaseId, refundableUntil, url }) => ({
      subject: `Your receipt: ${title}`,
      text: `Thank you. You bought "${title}" for ${amount}.\n\nPurchase: ${purchaseId}\n${
        refundableUntil === null
          ? "This purchase has no refund window."
          : `You may ask for a refund until ${refundableUntil}.`
      }\n\nInstall it from your library:\n${url}${signature}`,
    }),
  ),
  refunded: kind(
    "purchases",
    z.strictObject({
      title: z.string(),
      amount: z.string(),
      purchaseId: z.string(),
      isWhole: z.boolean(),
      url: z.url(),
    }),
    ({ title, amount, purchaseId, isWhole, url }) => ({
      subject: `Refunded: ${title}`,
      text: `We sent ${amount} back for "${title}".\n\nPurchase: ${purchaseId}\n${
        isWhole
          ? "The strategy is no longer in your library."
          : "You keep the strategy; it stays in your library."
      }\n\nBanks take up to ten days to show it. See the purchase:\n${url}${signature}`,
    }),
  ),
  refund_failed: kind(
    "purchases",
    z.strictObject({ title: z.string(), amount: z.string(), purchaseId: z.string(), url: z.url() }),
    ({ title, amount, purchaseId, url }) => ({
      subject: `The refund did not go through: ${title}`,
      text: `The refund of ${amount} for "${title}" did not go through, so the purchase stands as it did before.\n\nPurchase: ${purchaseId}\n\nSee it, and what can be done:\n${url}${signature}`,
    }),
  ),
} as const;
