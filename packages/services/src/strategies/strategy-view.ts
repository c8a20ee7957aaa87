import { MarketError, type StrategyId, type StrategyView, type UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { strategies, strategyVersions } from "@boltz/db/schema";
import { asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { readDocument } from "./checked-document.ts";

/** Orders versions as numbers, so that 1.10.0 comes after 1.9.0. */
export const versionOrder = sql`string_to_array(${strategyVersions.version}, '.')::numeric[]`;

/** The owner of a strategy that the actor may see. Throws `not_found` for every other one. */
export const creatorOfStrategy = async (tx: Transaction, strategyId: StrategyId): Promise<UserId> => {
  const [row] = await tx
    .select({ creatorId: strategies.creatorId })
    .from(strategies)
    .where(eq(strategies.id, strategyId));
  if (row === undefined) throw new MarketError("not_found");
  return row.creatorId;
};

export const readStrategy = async (tx: Transaction, strategyId: StrategyId): Promise<StrategyView> => {
  const [view] = await readStrategies(tx, eq(strategies.id, strategyId));
  if (view === undefined) throw new MarketError("not_found");
  return view;
};

/** Strategies with all their versions, newest first. */
export const readStrategies = async (tx: Transaction, which: SQL): Promise<StrategyView[]> => {
  const rows = await tx
    .select({ id: strategies.id, name: strategies.name })
    .from(strategies)
    .where(which)
    .orderBy(desc(strategies.id));
  if (rows.length === 0) return [];
  const versions = await tx
    .select()
    .from(strategyVersions)
    .where(
      inArray(
        strategyVersions.strategyId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(strategyVersions.strategyId), desc(versionOrder));
  const byStrategy = Map.groupBy(versions, ({ strategyId }) => strategyId);
  return rows.map(({ id, name }) => ({
    id,
    name,
    versions: (byStrategy.get(id) ?? []).map((version) => ({
      id: version.id,
      version: version.version,
      kind: version.kind,
      specHash: version.specHash,
      changelog: version.changelog,
      createdAt: version.createdAt.toISOString(),
      document: readDocument(version.document),
    })),
  }));
};
