import { type addVersionInput, MarketError, type StrategyView } from "@boltz/contract";
import { isDuplicate, newId, type Transaction, uuidFromId } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { requireStrategy } from "./checked-document.ts";
import { creatorOfStrategy, readStrategy, versionOrder } from "./strategy-view.ts";

export type AddVersionInput = z.output<typeof addVersionInput>;

/** Adds an immutable version: later than every earlier one, and with other contents than each of them. */
export const addVersion = async ({ ctx, input }: Call<AddVersionInput>): Promise<StrategyView> => {
  const person = personOf(ctx.actor);
  const add = ctx.database.withActor(person, async (tx) => {
    const creatorId = await creatorOfStrategy(tx, input.strategyId);
    enforcePolicy(person, "strategy.change", { ownerId: creatorId });
    const { text, specHash, summary } = requireStrategy(input.document);
    await lockVersions(tx, input);
    await requireNewContents(tx, input, specHash);
    await requireLaterVersion(tx, input);
    await tx.insert(strategyVersions).values({
      id: newId("ver"),
      strategyId: input.strategyId,
      creatorId,
      version: input.version,
      document: text,
      specHash,
      summary,
      changelog: input.changelog,
    });
    return readStrategy(tx, input.strategyId);
  });
  return add.catch((cause: unknown) => {
    if (isDuplicate(cause)) throw new MarketError("conflict", { cause });
    throw cause;
  });
};

/** One at a time for each strategy, so that every version is compared with all earlier ones. */
const lockVersions = (tx: Transaction, { strategyId }: AddVersionInput) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${uuidFromId("str", strategyId)}, 0))`);

const requireNewContents = async (tx: Transaction, { strategyId }: AddVersionInput, specHash: string) => {
  const [same] = await tx
    .select({ version: strategyVersions.version })
    .from(strategyVersions)
    .where(and(eq(strategyVersions.strategyId, strategyId), eq(strategyVersions.specHash, specHash)));
  if (same === undefined) return;
  throw new MarketError("conflict", {
    message: `Version ${same.version} holds exactly this document.`,
    issues: [{ path: ["document"], message: `is the same as in version ${same.version}` }],
  });
};

const requireLaterVersion = async (tx: Transaction, { strategyId, version }: AddVersionInput) => {
  const [latest] = await tx
    .select({
      version: strategyVersions.version,
      isEarlier: sql<boolean>`${versionOrder} < string_to_array(${version}, '.')::numeric[]`,
    })
    .from(strategyVersions)
    .where(eq(strategyVersions.strategyId, strategyId))
    .orderBy(desc(versionOrder))
    .limit(1);
  if (latest === undefined || latest.isEarlier) return;
  throw new MarketError("invalid_input", {
    issues: [{ path: ["version"], message: `must be later than ${latest.version}` }],
  });
};
