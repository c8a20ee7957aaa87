import { userId } from "@boltz/contract";
import { z } from "zod";
import { kind, signature } from "./kind.ts";

/** `creatorId` is there so that what names an erased creator can be found. */
const about = { title: z.string(), creator: z.string(), creatorId: userId, url: z.url() };

export const followingKinds = {
  listing_by_followed: kind("following", z.strictObject(about), ({ title, creator, url }) => ({
    subject: `New from ${creator}: ${title}`,
    text: `${creator}, whom you follow, published "${title}":\n\n${url}${signature}`,
  })),
  version_published: kind(
    "versions",
    z.strictObject({ ...about, version: z.string() }),
    ({ title, creator, version, url }) => ({
      subject: `New version ${version}: ${title}`,
      text: `${creator} published version ${version} of "${title}". Read what changed before you update:\n\n${url}${signature}`,
    }),
  ),
  price_dropped: kind(
    "wishlist",
    z.strictObject({ ...about, before: z.string(), now: z.string() }),
    ({ title, creator, before, now, url }) => ({
      subject: `Now ${now}: ${title}`,
      text: `"${title}" by ${creator} is on your wish-list. Its lowest price of the last 30 days was ${before}; now it costs ${now}:\n\n${url}${signature}`,
    }),
  ),
} as const;
