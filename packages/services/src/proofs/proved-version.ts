import { type Id, type ListingId, MarketError, type ProofState, type VersionView } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { and, desc, eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { requireReadable } from "../listings/readable-listing.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { findStandingRun } from "../verification/standing-run.ts";

export interface ProofQuestion {
  listingId: ListingId;
  version?: string | undefined;
}

export interface ProvedVersion {
  listingId: ListingId;
  version: string;
  kind: VersionView["kind"];
  specHash: string;
  document: string;
  attachedFigures: unknown;
  /** When its listing was first published; null before. */
  publishedAt: Date | null;
  /** Everybody may see it, through the catalogue's own connection. */
  isPublic: boolean;
  run: { id: Id<"run">; state: ProofState; finishedAt: Date | null; missingSymbols: string[] } | null;
}

/**
 * A version with the run that it stands by: one that is public, or any one for its creator and for
 * moderators. Throws `not_found` for everybody else.
 */
export const findProvedVersion = async (ctx: Context, question: ProofQuestion): Promise<ProvedVersion> => {
  const found = (await findPublic(ctx, question)) ?? (await findPrivate(ctx, question));
  if (found === undefined) throw new MarketError("not_found");
  return found;
};

interface PublicRow {
  version: string;
  kind: VersionView["kind"];
  spec_hash: string;
  document: string;
  attached_figures: unknown;
  published_at: Date;
  run_id: string | null;
  state: "passed" | "unavailable" | null;
  finished_at: Date | null;
  missing_symbols: string[] | null;
}

/** The catalogue sees only those runs of a public version that passed or could not be done. */
const findPublic = async (
  { reader }: Context,
  { listingId, version }: ProofQuestion,
): Promise<ProvedVersion | undefined> => {
  const [row] = await reader<PublicRow[]>`
    select v.version, v.kind, v.spec_hash, v.document, v.attached_figures, l.published_at,
      r.id as run_id, r.state, r.finished_at, r.missing_symbols
    from strategy_marketplace l
      join listing_versions p on p.listing_id = l.id
      join strategy_versions v on v.id = p.version_id
      left join lateral (select r.id, r.state, r.finished_at, r.missing_symbols from backtest_runs r
        where r.version_id = v.id order by r.id desc limit 1) r on true
    where l.id = ${uuidFromId("lst", listingId)}
      and ${version === undefined ? reader`v.id = l.version_id` : reader`v.version = ${version}`}`;
  if (row === undefined) return undefined;
  const { run_id, state } = row;
  return {
    listingId,
    ...{ version: row.version, kind: row.kind, specHash: row.spec_hash, document: row.document },
    attachedFigures: row.attached_figures,
    publishedAt: row.published_at,
    isPublic: true,
    run:
      run_id === null || state === null
        ? null
        : {
            id: idFromUuid("run", run_id),
            state,
            finishedAt: row.finished_at,
            missingSymbols: row.missing_symbols ?? [],
          },
  };
};

const findPrivate = ({ actor, database }: Context, { listingId, version }: ProofQuestion) =>
  database.withActor(actor, async (tx): Promise<ProvedVersion | undefined> => {
    const { strategyId, publishedAt } = await requireReadable(tx, actor, listingId);
    const ofStrategy = eq(strategyVersions.strategyId, strategyId);
    const [row] = await tx
      .select()
      .from(strategyVersions)
      .where(version === undefined ? ofStrategy : and(ofStrategy, eq(strategyVersions.version, version)))
      .orderBy(desc(versionOrder))
      .limit(1);
    if (row === undefined) return undefined;
    const { kind, specHash, document, attachedFigures } = row;
    const run = (await findStandingRun(tx, row.id)) ?? null;
    return {
      ...{ listingId, version: row.version, kind, specHash, document, attachedFigures, publishedAt, run },
      isPublic: false,
    };
  });
