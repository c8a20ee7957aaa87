import { type ListingId, MarketError, type OwnListing, type StrategyDocument } from "@boltz/contract";
import { queueSchema } from "@boltz/db";
import { type Actor, type Person, payoutMinimumsOf } from "@boltz/domain";
import { type DatabaseOptions, seedPerson, type TestDatabase, useDatabase } from "@boltz/testkit";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll } from "vitest";
import { inProcessBacktester } from "./backtester.fixture.ts";
import type { Context } from "./context.ts";
import { createListing } from "./listings/create-listing.ts";
import { submitListing } from "./listings/submit-listing.ts";
import { decideListing } from "./moderation/decide-listing.ts";
import { createQueue } from "./queue.ts";
import { createStrategy } from "./strategies/create-strategy.ts";

/** The verbs' services over a database of the calling test file's own. */
export interface Verbs {
  db: TestDatabase;
  as(actor: Actor): Context;
  person(options?: Parameters<typeof seedPerson>[1]): Promise<Person>;
}

const open = async (db: TestDatabase) => {
  const boss = new PgBoss({
    connectionString: db.urls.boltz_queue,
    schema: queueSchema,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    max: 2,
  });
  boss.on("error", () => {});
  await boss.start();
  const as = (actor: Actor): Context => ({
    database: db.database,
    reader: db.reader,
    queue: createQueue(boss),
    providers: {},
    mailer: { send: () => Promise.resolve() },
    backtester: inProcessBacktester,
    settings: {
      feeBps: 3_000,
      holdDays: 7,
      payoutMinimums: payoutMinimumsOf(1_000),
      publicUrl: "https://market.test",
      checkoutMinutes: 60,
      ...{ erasureDays: 14, retentionYears: 10, linkSecret: "links in tests only" },
      signingKeyPem: "",
    },
    now: () => new Date(),
    actor,
  });
  const verbs: Verbs = { db, as, person: (options) => seedPerson(db, options) };
  return { verbs, close: () => boss.stop({ graceful: false }) };
};

export const useVerbs = (options?: DatabaseOptions): (() => Verbs) => {
  const db = useDatabase(options);
  let current: Awaited<ReturnType<typeof open>> | undefined;
  beforeAll(async () => {
    current = await open(db());
  });
  afterAll(async () => {
    await current?.close();
  });
  return () => {
    if (current === undefined) throw new Error("the verbs are there only inside tests");
    return current.verbs;
  };
};

/** A small valid strategy; `length` tells one from another. */
export const crossDocument = (length = 20): StrategyDocument => ({
  format: "boltz.strategy/1",
  name: "Average cross",
  style: "trend",
  market: { assetClass: "etfs", symbols: ["SPY"] },
  timeframe: "1d",
  params: {},
  indicators: { average: { kind: "sma", source: "close", length } },
  long: {
    entry: { crossesAbove: [{ price: "close" }, { indicator: "average" }] },
    exit: { crossesBelow: [{ price: "close" }, { indicator: "average" }] },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 50 },
  costs: { commissionBps: 1, slippageBps: 2 },
});

export const listingFields = {
  title: "Average cross on the index",
  summary: "Follows the index above its average and waits in cash below it.",
  description: "Buys when the close crosses its average from below, and sells when it falls through it.",
  tags: ["trend", "etf"],
  price: { amountMinor: "4900", currency: "USD" as const },
  refundDays: 14 as const,
};

export const draftedListing = async (ctx: Context): Promise<OwnListing> => {
  const strategy = await createStrategy({
    ctx,
    input: { name: "Average cross", version: "1.0.0", document: crossDocument(), changelog: "" },
  });
  return createListing({ ctx, input: { strategyId: strategy.id, ...listingFields } });
};

/** A listing that went the whole way: written, submitted, approved. */
export const publishedListing = async (verbs: Verbs, creator: Person): Promise<OwnListing> => {
  const { id } = await draftedListing(verbs.as(creator));
  return approve(verbs, creator, id);
};

export const approve = async (verbs: Verbs, creator: Person, listingId: ListingId): Promise<OwnListing> => {
  const { revision } = await submitListing({ ctx: verbs.as(creator), input: { listingId } });
  const moderator = await verbs.person({ role: "moderator" });
  return decideListing({ ctx: verbs.as(moderator), input: { listingId, revision, outcome: "approved" } });
};

/** The code with which a call was refused; undefined for one that went through. */
export const refusal = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof MarketError) return error.code;
      throw error;
    },
  );

/** The fields that a refused call named. */
export const refusedFields = (call: Promise<unknown>): Promise<string[]> =>
  call.then(
    () => [],
    (error: unknown) => {
      if (error instanceof MarketError) return error.issues.map(({ path }) => path.join("."));
      throw error;
    },
  );
