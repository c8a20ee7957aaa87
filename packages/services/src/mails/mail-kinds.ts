import type { z } from "zod";
import { accountKinds } from "./kinds/account.ts";
import { followingKinds } from "./kinds/following.ts";
import { moderationKinds } from "./kinds/moderation.ts";
import { payoutsKinds } from "./kinds/payouts.ts";
import { privacyKinds } from "./kinds/privacy.ts";
import { purchasesKinds } from "./kinds/purchases.ts";
import { reviewsKinds } from "./kinds/reviews.ts";
import { staffKinds } from "./kinds/staff.ts";

/** Everything that people are told: what it needs and what it says. */
export const mailKinds = {
  ...accountKinds,
  ...purchasesKinds,
  ...followingKinds,
  ...moderationKinds,
  ...payoutsKinds,
  ...reviewsKinds,
  ...privacyKinds,
  ...staffKinds,
} as const;

export type MailKind = keyof typeof mailKinds;
export type MailParams<Kind extends MailKind> = z.input<(typeof mailKinds)[Kind]["params"]>;

const isMailKind = (kind: string): kind is MailKind => Object.hasOwn(mailKinds, kind);

/** What was stored under a name; undefined where a later release does not know it any more. */
export const findMailKind = (kind: string) => (isMailKind(kind) ? mailKinds[kind] : undefined);
