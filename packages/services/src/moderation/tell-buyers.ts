import type { DecisionId } from "@boltz/contract";
import { insertRows, newId, type Transaction } from "@boltz/db";
import {
  emailOutbox,
  entitlements,
  notificationPreferences,
  notifications,
  purchases,
} from "@boltz/db/schema";
import { and, eq, inArray } from "drizzle-orm";
import type { Context } from "../context.ts";
import type { MailParams } from "../mails/mail-kinds.ts";
import type { ListingRow } from "./locked-listing.ts";

const kind = "access_ended";
const topic = "purchases";

/**
 * Tells everybody who bought a listing that it harms, in a fixed number of statements however many they
 * are. The mail cannot be turned off; what the site shows can. As the system.
 */
export const tellBuyers = async (
  { queue, settings }: Context,
  tx: Transaction,
  { listing, decisionId }: { listing: ListingRow; decisionId: DecisionId },
): Promise<void> => {
  const wish = notificationPreferences;
  const buyers = await tx
    .select({
      userId: entitlements.userId,
      purchaseId: purchases.id,
      title: purchases.listingTitle,
      isShown: wish.inApp,
    })
    .from(entitlements)
    .innerJoin(purchases, eq(purchases.id, entitlements.purchaseId))
    .leftJoin(wish, and(eq(wish.userId, entitlements.userId), eq(wish.topic, topic)))
    .where(and(eq(entitlements.listingId, listing.id), inArray(entitlements.state, ["active", "frozen"])));
  const messages = buyers.map(({ userId, purchaseId, title, isShown }) => {
    const params: MailParams<typeof kind> = { title, url: `${settings.publicUrl}/purchases/${purchaseId}` };
    return { row: { userId, kind, params, dedupeKey: `decision-${decisionId} ${purchaseId}` }, isShown };
  });
  await insertRows(
    tx,
    notifications,
    messages
      .filter(({ isShown }) => isShown !== false)
      .map(({ row }) => ({ id: newId("ntf"), topic, ...row })),
  );
  const mails = messages.map(({ row }) => ({ id: newId("eml"), ...row }));
  await insertRows(tx, emailOutbox, mails);
  await queue.sendMany(
    tx,
    "send-mail",
    mails.map(({ id }) => ({ mailId: id })),
  );
};
