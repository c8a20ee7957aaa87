import { idFromUuid, uuidFromId } from "@boltz/db";
import { system } from "@boltz/domain";
import type { TestMarketplace } from "@boltz/server/testing";
import {
  appealDecision,
  becomeCreator,
  createListing,
  createReview,
  createStrategy,
  exportData,
  flagListing,
  followCreator,
  releaseEarnings,
  removeListing,
  replyToReview,
  requestExport,
  requestPayout,
  requestRefund,
  tell,
  wishForListing,
} from "@boltz/services";
import { seedListing, seedPerson } from "@boltz/testkit";
import { holdAccount } from "./account-holder.ts";
import { activePayoutAccount, type useReturns } from "./returns.ts";

/** Words that stand nowhere else, each for one place where a person leaves something. */
export const traces = {
  name: "Zqname Zqfamily",
  email: "zqmail@zqhost.test",
  address: "198.51.100.77",
  agent: "Zqagent/1.0",
  displayName: "Zqdesk",
  bio: "zqbio",
  strategy: "zqstrategy",
  unsoldTitle: "zqunsold",
  summary: "zqsummary",
  description: "zqdescription",
  review: "zqreview",
  reply: "zqreply",
  note: "zqnote",
  removal: "zqremoval",
  appeal: "zqappeal",
  refund: "zqrefund",
  failure: "zqfailure",
};

export const titleSold = "Calm harbour";
const dayMs = 86_400_000;

const document = {
  format: "boltz.strategy/1",
  name: "Average cross",
  style: "trend",
  market: { assetClass: "etfs", symbols: ["SPY"] },
  timeframe: "1d",
  params: {},
  indicators: { average: { kind: "sma", source: "close", length: 20 } },
  long: {
    entry: { crossesAbove: [{ price: "close" }, { indicator: "average" }] },
    exit: { crossesBelow: [{ price: "close" }, { indicator: "average" }] },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 50 },
  costs: { commissionBps: 1, slippageBps: 2 },
};

type Returns = ReturnType<typeof useReturns>;

/** Somebody who sold, bought, wrote, reported, appealed, was paid and was talked about. Nothing is open in the end. */
export const leaveTraces = async (returns: Returns, market: TestMarketplace) => {
  const { stack, buyListing, stored, settle, job, person } = returns;
  const { db, as } = stack();
  const holder = await holdAccount(market, db, traces);
  await becomeCreator({
    ctx: as(await holder.person()),
    input: { displayName: traces.displayName, bio: traces.bio },
  });
  const ada = await holder.person();
  const ctx = as(ada);
  const uuid = uuidFromId("usr", ada.id);
  const moderator = await person("moderator");

  const listing = await seedListing(db, ada, { priceMinor: 9_000n, title: titleSold });
  for (const table of ["listing_drafts", "strategy_marketplace"])
    await stored(`UPDATE ${table} SET summary = $1, description = $2 WHERE creator_id = $3`, [
      traces.summary,
      traces.description,
      uuid,
    ]);
  const strategy = await createStrategy({
    ctx,
    input: { name: traces.strategy, version: "1.0.0", document, changelog: "" },
  });
  await createListing({
    ctx,
    input: {
      strategyId: strategy.id,
      title: traces.unsoldTitle,
      summary: `${traces.summary} of what was never shown`,
      description: `${traces.description} of what was never shown to anybody, in as many words as are wanted`,
      tags: ["trend"],
      price: { amountMinor: "4900", currency: "USD" },
      refundDays: 14,
    },
  });

  const sale = { provider: "stripe" as const, creator: ada, listing };
  const paidOut = await buyListing({ ...sale, buyer: await person() });
  const givenBack = await buyListing({ ...sale, buyer: await person() });
  await returns.request(givenBack);
  await settle();
  const theirs = await createReview({
    ctx: as(paidOut.buyer),
    input: { listingId: listing.listingId, rating: 4, text: "Does what it says." },
  });
  await replyToReview({ ctx, input: { reviewId: theirs.id, text: `Thank you, ${traces.reply}` } });

  const cleo = await seedPerson(db, { creator: true });
  const offer = async () => ({
    provider: "stripe" as const,
    creator: cleo,
    listing: await seedListing(db, cleo, { priceMinor: 5_000n }),
  });
  const bought = await buyListing({ ...(await offer()), buyer: ada });
  await createReview({
    ctx,
    input: { listingId: bought.listing.listingId, rating: 5, text: `I like it, ${traces.review}` },
  });
  const returned = await buyListing({ ...(await offer()), buyer: ada });
  await requestRefund({ ctx, input: { purchaseId: returned.purchaseId, reason: traces.refund } });
  await settle();
  await followCreator({ ctx, input: { creatorId: cleo.id, following: true } });
  await wishForListing({ ctx, input: { listingId: returned.listing.listingId, wished: true } });
  await flagListing({
    ctx,
    input: { listingId: returned.listing.listingId, reason: "misleading", note: traces.note },
  });

  const removed = await seedListing(db, ada);
  await removeListing({
    ctx: as(moderator),
    input: { listingId: removed.listingId, reason: `It copies another one, ${traces.removal}`, harm: false },
  });
  const [decision] = await stored<{ id: string }>(
    "SELECT id FROM moderation_decisions WHERE listing_id = $1",
    [uuidFromId("lst", removed.listingId)],
  );
  await appealDecision({
    ctx,
    input: {
      decisionId: idFromUuid("dec", decision?.id ?? ""),
      text: `It is my own work, ${traces.appeal}`,
    },
  });

  stack().idle.add("send-mail");
  const follower = await person();
  await followCreator({ ctx: as(follower), input: { creatorId: ada.id, following: true } });
  await db.database.withActor(system("test"), (tx) =>
    tell(stack().services.queue, tx, {
      userId: follower.id,
      kind: "listing_by_followed",
      params: {
        title: titleSold,
        creator: traces.displayName,
        creatorId: ada.id,
        url: "http://localhost:8005/",
      },
      dedupeKey: "test-follower",
    }),
  );

  stack().clock.offsetMs = 8 * dayMs;
  await activePayoutAccount(stack(), ada, "stripe");
  await stored("UPDATE payout_accounts SET held_until = NULL WHERE user_id = $1", [uuid]);
  await releaseEarnings({ ctx: job("release-earnings") });
  await requestPayout({
    ctx: as({ ...ada, kyc: "verified" }),
    input: { currency: "USD", idempotencyKey: "the only one" },
  });
  await settle();
  for (const text of [
    "UPDATE strategy_purchases SET last_failure = $1 WHERE buyer_id = $2",
    "UPDATE provider_ops SET error = $1 WHERE owner_id = $2",
    "UPDATE creator_payouts SET failure = $1 WHERE creator_id = $2",
    "UPDATE refunds SET failure = $1 WHERE buyer_id = $2",
  ])
    await stored(text, [traces.failure, uuid]);

  const { id: dataExportId } = await requestExport({ ctx });
  await exportData({ ctx: job("export-data"), input: { dataExportId } });
  return { ...holder, ada, follower, listing, paidOut, bought, reviewOfAdas: theirs.id, dataExportId };
};
