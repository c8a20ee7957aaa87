// Run as a process of its own by a test that kills it: starts one purchase, as a server would, and prints its outcome.

import { startPurchaseInput, userId } from "@boltz/contract";
import { openDatabase, openReader } from "@boltz/db";
import { payoutMinimumsOf } from "@boltz/domain";
import { createStripeProvider } from "@boltz/providers";
import { startPurchase } from "@boltz/services";
import { inProcessBacktester } from "@boltz/services/testing";
import { z } from "zod";

const job = z.object({
  appUrl: z.url(),
  readerUrl: z.url(),
  secretKey: z.string(),
  sandboxPort: z.int(),
  buyerId: userId,
  input: startPurchaseInput,
});

const { appUrl, readerUrl, secretKey, sandboxPort, buyerId, input } = job.parse(
  JSON.parse(process.argv[2] ?? ""),
);
const stripe = createStripeProvider({
  secretKey,
  webhookSecrets: ["whsec_unused"],
  endpoint: { host: "127.0.0.1", port: sandboxPort, protocol: "http" },
});

const nothing = () => Promise.resolve();
const none = () => Promise.resolve([]);
const noDesk = {
  schedules: none,
  depths: none,
  ages: none,
  failed: none,
  retry: () => Promise.resolve(false),
};

const outcome = await startPurchase({
  ctx: {
    database: openDatabase({ url: appUrl, max: 2 }),
    reader: openReader({ url: readerUrl, max: 1 }),
    queue: { send: nothing, sendMany: nothing, desk: noDesk },
    providers: { stripe },
    mailer: { send: () => Promise.resolve() },
    backtester: inProcessBacktester,
    settings: {
      feeBps: 3_000,
      holdDays: 7,
      payoutMinimums: payoutMinimumsOf(1_000),
      publicUrl: "http://localhost:8005",
      checkoutMinutes: 60,
      ...{ erasureDays: 14, retentionYears: 10, linkSecret: "links in tests only" },
      signingKeyPem: "",
    },
    now: () => new Date(),
    actor: {
      kind: "person",
      id: buyerId,
      role: "user",
      emailVerified: true,
      suspended: false,
      secondFactorFresh: false,
      kyc: "none",
      creator: null,
    },
  },
  input,
});
process.stdout.write(JSON.stringify(outcome));
process.exit(0);
