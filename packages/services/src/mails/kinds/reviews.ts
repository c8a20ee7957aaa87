import { z } from "zod";
import { kind, signature } from "./kind.ts";

export const reviewsKinds = {
  review_written: kind(
    "reviews",
    z.strictObject({ title: z.string(), rating: z.int(), url: z.url() }),
    ({ title, rating, url }) => ({
      subject: `New review of ${title}: ${rating} of 5 stars`,
      text: `Somebody who bought "${title}" reviewed it with ${rating} of 5 stars. Read it, and answer it once if you like:\n\n${url}${signature}`,
    }),
  ),
  review_answered: kind("reviews", z.strictObject({ title: z.string(), url: z.url() }), ({ title, url }) => ({
    subject: `Your review was answered: ${title}`,
    text: `The creator of "${title}" answered your review. Read the answer:\n\n${url}${signature}`,
  })),
} as const;
