import { z } from "zod";
import { kind, signature } from "./kind.ts";

const deeds = {
  publish: { name: "publish", meanwhile: "You cannot submit listings; those that are published stay." },
  sell: { name: "sell", meanwhile: "Your listings stay visible, but nobody can buy them." },
  withdraw: { name: "withdraw", meanwhile: "Your balance is kept, and is not paid out meanwhile." },
} as const;
const creatorPart = z.enum(["publish", "sell", "withdraw"]);

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
  verification_passed: kind(
    "moderation",
    z.strictObject({ title: z.string(), url: z.url() }),
    ({ title, url }) => ({
      subject: `Verified: ${title}`,
      text: `The strategy of "${title}" was run on our bars and passed its verification. A moderator can approve it now.\n\n${url}${signature}`,
    }),
  ),
  verification_failed: kind(
    "moderation",
    z.strictObject({ title: z.string(), problems: z.array(z.string()), url: z.url() }),
    ({ title, problems, url }) => ({
      subject: `Not verified: ${title}`,
      text: `The strategy of "${title}" was run on our bars and did not pass its verification:\n\n${problems.map((problem) => `- ${problem}`).join("\n")}\n\nMend it in a new version and submit again:\n${url}${signature}`,
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
  listing_removed: kind(
    "moderation",
    z.strictObject({ title: z.string(), reason: z.string(), harm: z.boolean(), url: z.url() }),
    ({ title, reason, harm, url }) => ({
      subject: `Removed: ${title}`,
      text: `Your listing "${title}" was removed. The moderator wrote:\n\n${reason}\n\n${
        harm
          ? "It was removed because it does harm, so those who bought it cannot install it any more and may have their money back."
          : "Those who bought it keep it."
      } You may appeal once:\n${url}${signature}`,
    }),
  ),
  access_ended: kind("purchases", z.strictObject({ title: z.string(), url: z.url() }), ({ title, url }) => ({
    subject: `Stop using it: ${title}`,
    text: `"${title}" was removed because it does harm. It cannot be installed any more; stop using what you installed of it.\n\nYou may have what you paid back, however long ago it was. Ask for it here:\n${url}${signature}`,
  })),
  standing_restricted: kind(
    "security",
    z.strictObject({ part: creatorPart, reason: z.string(), url: z.url() }),
    ({ part, reason, url }) => ({
      subject: `You may not ${deeds[part].name} for now`,
      text: `This was switched off for your account:\n\n${reason}\n\n${deeds[part].meanwhile} You may appeal once:\n${url}${signature}`,
    }),
  ),
  standing_allowed: kind(
    "security",
    z.strictObject({ part: creatorPart, reason: z.string(), url: z.url() }),
    ({ part, reason, url }) => ({
      subject: `You may ${deeds[part].name} again`,
      text: `This was switched on again for your account:\n\n${reason}\n\n${url}${signature}`,
    }),
  ),
  account_suspended: kind(
    "security",
    z.strictObject({ reason: z.string(), url: z.url() }),
    ({ reason, url }) => ({
      subject: "Your account is suspended",
      text: `Your account was suspended:\n\n${reason}\n\nYour listings are off the market, and your balance is kept without being paid out. You can still sign in, see what you bought, and get or erase your data. You may appeal once:\n${url}${signature}`,
    }),
  ),
  account_restored: kind(
    "security",
    z.strictObject({ reason: z.string(), url: z.url() }),
    ({ reason, url }) => ({
      subject: "Your account is open again",
      text: `Your account's suspension has ended:\n\n${reason}\n\nThe listings that it took off the market are back as they were.\n\n${url}${signature}`,
    }),
  ),
  appeal_answered: kind(
    "moderation",
    z.strictObject({ outcome: z.enum(["granted", "denied"]), reason: z.string(), url: z.url() }),
    ({ outcome, reason, url }) => ({
      subject: `Your appeal was ${outcome}`,
      text: `Somebody else looked at the decision again and answers:\n\n${reason}\n\n${
        outcome === "granted" ? "The decision does not stand any more." : "The decision stands."
      }\n${url}${signature}`,
    }),
  ),
} as const;
