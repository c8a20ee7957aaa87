import { z } from "zod";
import { userId } from "./ids.ts";
import { text } from "./text.ts";

export const roles = ["user", "creator", "moderator", "finance", "admin"] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

/** What a creator may do; each switches alone. */
export const creatorCapabilities = z.object({
  publish: z.boolean(),
  sell: z.boolean(),
  withdraw: z.boolean(),
});
export type CreatorCapabilities = z.infer<typeof creatorCapabilities>;

/** How far the payment provider has confirmed who somebody is; `none` without a payout account. */
export const kycStates = ["none", "pending", "verified"] as const;
export const kycState = z.enum(kycStates);
export type KycState = z.infer<typeof kycState>;

/** The signed-in person, as the server and the web's policy see them. */
export const viewer = z.object({
  id: userId,
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role,
  suspended: z.boolean(),
  twoFactorEnabled: z.boolean(),
  /** Whether this session gave a code of the second factor in the last minutes. */
  secondFactorFresh: z.boolean(),
  kyc: kycState,
  creator: z.object({ displayName: z.string(), capabilities: creatorCapabilities }).nullable(),
});
export type Viewer = z.infer<typeof viewer>;

export const creatorCard = z.object({ id: userId, displayName: z.string() });
export type CreatorCard = z.infer<typeof creatorCard>;

export const displayName = text(2, 60);
export const becomeCreatorInput = z.strictObject({
  displayName,
  bio: text(0, 1_000).default(""),
});
