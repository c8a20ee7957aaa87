import { z } from "zod";
import { listingId, notificationId, userId } from "./ids.ts";
import { listingCard } from "./listings.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { creatorCard } from "./people.ts";

/** What a person can be told about. `purchases` and `security` always come by mail too. */
export const topics = [
  "purchases",
  "versions",
  "following",
  "wishlist",
  "reviews",
  "moderation",
  "payouts",
  "security",
] as const;
export const topic = z.enum(topics);
export type Topic = z.infer<typeof topic>;
export const lockedTopics: readonly Topic[] = ["purchases", "security"];
/** What each is called, on the preference page as in mails. */
export const topicNames: Record<Topic, string> = {
  purchases: "Purchases and refunds",
  versions: "New versions",
  following: "Creators you follow",
  wishlist: "Your wish-list",
  reviews: "Reviews",
  moderation: "Moderation",
  payouts: "Sales and payouts",
  security: "Security",
};

export const notificationView = z.object({
  id: notificationId,
  topic,
  title: z.string(),
  /** A path on this site. */
  link: z.string().nullable(),
  at: timestamp,
  read: z.boolean(),
});
export type NotificationView = z.infer<typeof notificationView>;

export const listNotificationsInput = z.strictObject(pageInput);
export const listNotificationsOutput = pageOf(notificationView);
export const unreadOutput = z.object({ count: z.int(), more: z.boolean() });
/** Marks these as read, or all of them. */
export const markReadInput = z.strictObject({ ids: z.array(notificationId).max(50).nullable() });

export const preference = z.object({
  topic,
  inApp: z.boolean(),
  mail: z.boolean(),
  /** The mail cannot be turned off. */
  mailLocked: z.boolean(),
});
export type Preference = z.infer<typeof preference>;
export const preferencesOutput = z.array(preference);
export const setPreferenceInput = z.strictObject({ topic, inApp: z.boolean(), mail: z.boolean() });

export const followInput = z.strictObject({ creatorId: userId, following: z.boolean() });
export const followsOutput = z.array(creatorCard.extend({ since: timestamp, listings: z.int() }));
export const wishInput = z.strictObject({ listingId, wished: z.boolean() });
export const wishesOutput = z.array(
  z.object({ listing: listingCard, since: timestamp, forSale: z.boolean() }),
);
