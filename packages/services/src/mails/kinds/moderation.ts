import { z } from "zod";
import { kind, signature } from "./kind.ts";

export const moderationKinds = {
  listing_approved: kind(
    "moderation",
    z.strictObject({ title: z.string(), url: z.url() }),
    ({ title, url }) => ({
      subject: `Published: ${title}`,
      text: `Your listing "${title}" was approved and is public now:\n\n${url}${signature}`,
    }),
  ),
  listing_rejected: kind(
    "moderation",
    z.strictObject({ title: z.string(), reason: z.string(), url: z.url() }),
    ({ title, reason, url }) => ({
      subject: `Changes needed: ${title}`,
      text: `Your listing "${title}" was not approved. The moderator wrote:\n\n${reason}\n\nMend it and submit it again:\n${url}${signature}`,
    }),
  ),
  review_hidden: kind(
    "moderation",
    z.strictObject({ title: z.string(), reason: z.string(), url: z.url() }),
    ({ title, reason, url }) => ({
      subject: `Your review was hidden: ${title}`,
      text: `Your review of "${title}" was reported, and a moderator hid it. It does not count in the rating any more. The moderator wrote:\n\n${reason}\n\nRead the decision, and appeal against it once, here:\n${url}${signature}`,
    }),
  ),
} as const;
