import { MarketError, type StrategyId, type UserId, type VersionId, type VersionView } from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { and, desc, eq, sql } from "drizzle-orm";
import { versionOrder } from "./strategy-view.ts";

interface NewVersion {
  strategyId: StrategyId;
  creatorId: UserId;
  version: string;
  kind: VersionView["kind"];
  document: string;
  specHash: string;
  summary: unknown;
  changelog: string;
  attachedFigures?: unknown;
}

/** Adds a version: later than every earlier one, of their kind, and with other contents than each of them. */
export const insertVersion = async (tx: Transaction, version: NewVersion): Promise<VersionId> => {
  await lockVersions(tx, version);
  await requireSameKind(tx, version);
  await requireNewContents(tx, version);
  await requireLaterVersion(tx, version);
  const id = newId("ver");
  await tx.insert(strategyVersions).values({ id, ...version });
  return id;
};

/** One at a time for each strategy, so that every version is compared with all earlier ones. */
const lockVersions = (tx: Transaction, { strategyId }: NewVersion) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${uuidFromId("str", strategyId)}, 0))`);

const otherKinds = {
  declared:
    "This strategy began with attached files, and stays so. Begin another strategy to declare its rules.",
  attached:
    "This strategy declares its rules, and stays so. Begin another strategy for files of another engine.",
} as const;

const requireSameKind = async (tx: Transaction, { strategyId, kind }: NewVersion) => {
  const [first] = await tx
    .select({ kind: strategyVersions.kind })
    .from(strategyVersions)
    .where(eq(strategyVersions.strategyId, strategyId))
    .limit(1);
  if (first !== undefined && first.kind !== kind)
    throw new MarketError("wrong_state", { message: otherKinds[kind] });
};

const contentsOf = {
  declared: { path: "document", words: "this document" },
  attached: { path: "strategyFile", words: "these files" },
} as const;

const requireNewContents = async (tx: Transaction, { strategyId, specHash, kind }: NewVersion) => {
  const [same] = await tx
    .select({ version: strategyVersions.version })
    .from(strategyVersions)
    .where(and(eq(strategyVersions.strategyId, strategyId), eq(strategyVersions.specHash, specHash)));
  if (same === undefined) return;
  const { path, words } = contentsOf[kind];
  throw new MarketError("conflict", {
    message: `Version ${same.version} holds exactly ${words}.`,
    issues: [{ path: [path], message: `is the same as in version ${same.version}` }],
  });
};

const requireLaterVersion = async (tx: Transaction, { strategyId, version }: NewVersion) => {
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
