import { z } from "zod";
import { version } from "../version.ts";
import { procedure, router } from "./init.ts";
import { audit } from "./routers/audit.ts";
import { coupons } from "./routers/coupons.ts";
import { creators } from "./routers/creators.ts";
import { finance } from "./routers/finance.ts";
import { library } from "./routers/library.ts";
import { listings } from "./routers/listings.ts";
import { moderation } from "./routers/moderation.ts";
import { notifications } from "./routers/notifications.ts";
import { operations } from "./routers/operations.ts";
import { payouts } from "./routers/payouts.ts";
import { people } from "./routers/people.ts";
import { privacy } from "./routers/privacy.ts";
import { proofs } from "./routers/proofs.ts";
import { purchases } from "./routers/purchases.ts";
import { reviews } from "./routers/reviews.ts";
import { standing } from "./routers/standing.ts";
import { strategies } from "./routers/strategies.ts";

export const appRouter = router({
  health: procedure
    .output(z.object({ ok: z.literal(true), version: z.string() }))
    .query(() => ({ ok: true as const, version })),
  people,
  listings,
  strategies,
  proofs,
  purchases,
  library,
  moderation,
  audit,
  creators,
  coupons,
  payouts,
  finance,
  reviews,
  standing,
  notifications,
  privacy,
  operations,
});

export type AppRouter = typeof appRouter;
