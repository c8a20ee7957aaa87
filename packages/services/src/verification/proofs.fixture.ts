import { generateKeyPairSync } from "node:crypto";
import {
  encodeBars,
  type ProofRequest,
  proveStrategy,
  type TrialRequest,
  tryStrategy,
} from "@boltz/backtest";
import { sha256, signingKeyOf } from "@boltz/bundle";
import type { DatasetId, Id, ListingId, OwnListing, StrategyDocument } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { bars, datasets } from "@boltz/db/schema";
import { type Actor, type Person, system } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import type { Backtester } from "../backtester.ts";
import type { Context } from "../context.ts";
import { createListing } from "../listings/create-listing.ts";
import { submitListing } from "../listings/submit-listing.ts";
import { decideListing } from "../moderation/decide-listing.ts";
import { createStrategy } from "../strategies/create-strategy.ts";
import { crossDocument, listingFields, useVerbs, type Verbs } from "../verbs.fixture.ts";
import { verifyVersion } from "./verify-version.ts";

const dayMs = 86_400_000;
const firstDay = Date.UTC(2018, 0, 1);

/** Daily bars of a walk that one seed gives, always the same; a longer one begins like a shorter one. */
const walk = (count: number, seed: number) => {
  let state = seed;
  const next = (range: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % range;
  };
  const columns = ["at", "open", "high", "low", "close", "volume"].map(() => new Float64Array(count));
  const [at, open, high, low, close, volume] = columns;
  if (!(at && open && high && low && close && volume)) throw new Error("there are six columns");
  let price = 10_000;
  for (let bar = 0; bar < count; bar += 1) {
    const [begin, end] = [price, Math.max(1_000, price + next(301) - 149)];
    at[bar] = firstDay + bar * dayMs;
    open[bar] = begin / 100;
    high[bar] = (Math.max(begin, end) + next(80)) / 100;
    low[bar] = (Math.min(begin, end) - next(80)) / 100;
    close[bar] = end / 100;
    volume[bar] = 1_000 + next(500);
    price = end;
  }
  return encodeBars({ at, open, high, low, close, volume });
};

export interface SeededBars {
  symbol: string;
  count: number;
  seed: number;
  /** The first sealed bar. */
  sealedAt: number;
}

/** A dataset as an import leaves it, or that dataset with more bars. */
export const seedBars = ({ db }: Verbs, { symbol, count, seed, sealedAt }: SeededBars): Promise<DatasetId> =>
  db.database.withActor(system("test"), async (tx) => {
    const bytes = walk(count, seed);
    const grown = {
      ...{ barCount: count, barsHash: sha256(bytes) },
      lastAt: new Date(firstDay + (count - 1) * dayMs),
    };
    const [before] = await tx.select().from(datasets).where(eq(datasets.symbol, symbol));
    const id = before?.id ?? newId("dst");
    if (before !== undefined)
      await tx
        .update(datasets)
        .set({ ...grown, updatedAt: sql`now()` })
        .where(eq(datasets.id, id));
    else
      await tx.insert(datasets).values({
        ...{ id, symbol, timeframe: "1d", assetClass: "etfs", name: `Walk of ${symbol}` },
        ...{ source: "a seeded generator", licence: "CC0-1.0", isSynthetic: true, ...grown },
        ...{ firstAt: new Date(firstDay), holdoutFrom: new Date(firstDay + sealedAt * dayMs) },
      });
    const firstBar = before?.barCount ?? 0;
    await tx.insert(bars).values({
      ...{ datasetId: id, firstBar, count: count - firstBar },
      data: Buffer.from(bytes.subarray(firstBar * 48)),
    });
    return id;
  });

/** Buys above its average and leaves below it: dozens of trades on every walk. */
export const documentOn = (symbols: string[], length = 8): StrategyDocument => ({
  ...crossDocument(length),
  market: { assetClass: "etfs", symbols },
});

/** Waits for what never comes. */
export const deadDocument = (symbols: string[]): StrategyDocument => ({
  ...documentOn(symbols),
  long: {
    entry: {
      all: [
        { crossesAbove: [{ price: "close" }, { indicator: "average" }] },
        { gt: [{ price: "close" }, 1_000_000] },
      ],
    },
    exit: { crossesBelow: [{ price: "close" }, { indicator: "average" }] },
  },
});

const { privateKey } = generateKeyPairSync("ed25519");
const signingKeyPem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
export const { publicKeyPem } = signingKeyOf(signingKeyPem);

/** The verbs with a key, and with strategies run in the test's own process; what was asked for is kept. */
export const useProofs = () => {
  const verbs = useVerbs();
  const asked: { proofs: ProofRequest[]; trials: TrialRequest[] } = { proofs: [], trials: [] };
  const backtester: Backtester = {
    prove: async (request, onProgress) => {
      asked.proofs.push(request);
      return proveStrategy(request, onProgress);
    },
    tryOut: async (request) => {
      asked.trials.push(request);
      return tryStrategy(request);
    },
  };
  const as = (actor: Actor, over: Partial<Backtester> = {}): Context => {
    const ctx = verbs().as(actor);
    return {
      ...ctx,
      backtester: { ...backtester, ...over },
      settings: { ...ctx.settings, signingKeyPem },
    };
  };
  const worker = (over: Partial<Backtester> = {}) => as(system("verify-version"), over);

  const draft = async (creator: Person, document: StrategyDocument): Promise<OwnListing> => {
    const ctx = as(creator);
    const input = { name: "Walker", version: "1.0.0", document, changelog: "" };
    const strategy = await createStrategy({ ctx, input });
    return createListing({ ctx, input: { strategyId: strategy.id, ...listingFields } });
  };
  const submit = (creator: Person, listingId: ListingId) =>
    submitListing({ ctx: as(creator), input: { listingId } });

  const runsOf = async (): Promise<{ id: Id<"run">; state: string; kind: string }[]> => {
    const rows = await verbs().db.stored<{ id: string; state: string; kind: string }>(
      "SELECT id, state, kind FROM backtest_runs ORDER BY id",
    );
    return rows.map((row) => ({ ...row, id: idFromUuid("run", row.id) }));
  };
  const newestRun = async (): Promise<Id<"run">> => {
    const run = (await runsOf()).at(-1);
    if (run === undefined) throw new Error("nothing was run");
    return run.id;
  };
  const verifyNewest = async () => verifyVersion({ ctx: worker(), input: { runId: await newestRun() } });

  const approve = async (listingId: ListingId, revision: number) => {
    const moderator = await verbs().person({ role: "moderator" });
    return decideListing({ ctx: as(moderator), input: { listingId, revision, outcome: "approved" } });
  };
  /** Written, submitted, run and approved. */
  const published = async (creator: Person, document: StrategyDocument): Promise<OwnListing> => {
    const { id } = await draft(creator, document);
    const { revision } = await submit(creator, id);
    await verifyNewest();
    return approve(id, revision);
  };
  /** What somebody was told of verifications. */
  const told = async ({ id }: Person) => {
    const rows = await verbs().db.stored<{ kind: string; params: Record<string, unknown> }>(
      "SELECT kind, params FROM email_outbox WHERE user_id = $1 AND kind LIKE 'verification%' ORDER BY id",
      [uuidFromId("usr", id)],
    );
    return rows.map(({ kind, params }) => ({ kind, problems: params["problems"] }));
  };
  return {
    verbs,
    told,
    asked,
    as,
    worker,
    draft,
    submit,
    runsOf,
    newestRun,
    verifyNewest,
    approve,
    published,
  };
};
