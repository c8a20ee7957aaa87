import { ruleChanges } from "@boltz/backtest";
import {
  behaviourDiff,
  type LibraryChanges,
  type ListingId,
  type libraryChangesInput,
  MarketError,
} from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { backtestRuns, entitlements, listings, listingVersions, strategyVersions } from "@boltz/db/schema";
import { type Person, personOf } from "@boltz/domain";
import { and, desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { describeDocument } from "../listings/get-listing-rules.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { harmful } from "./own-entitlement.ts";

type Input = z.output<typeof libraryChangesInput>;

/**
 * What an update of an owned strategy would change, in rules and on the same bars; to the newest version
 * unless one is named. Throws `not_entitled` for those who do not own it, or no longer.
 */
export const getChanges = async ({ ctx, input }: Call<Input>): Promise<LibraryChanges> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    await requireEntitled(tx, person, input.listingId);
    const versions = await readVersions(tx, input.listingId);
    const pick = (wanted: string | undefined) => {
      const found = wanted === undefined ? versions[0] : versions.find(({ version }) => version === wanted);
      if (found !== undefined) return found;
      throw new MarketError("not_found", { message: `This strategy has no version ${wanted ?? ""}.` });
    };
    const [from, to] = [pick(input.from), pick(input.to)];
    return {
      from: from.version,
      to: to.version,
      changelog: to.changelog,
      ...ruleChanges(describeDocument(from.document), describeDocument(to.document)),
      behaviour: await readBehaviour(tx, to.id, from.version),
    };
  });
};

const requireEntitled = async (tx: Transaction, person: Person, listingId: ListingId): Promise<void> => {
  const [listing] = await tx
    .select({ creatorId: listings.creatorId, isHarmful: listings.isHarmful })
    .from(listings)
    .where(eq(listings.id, listingId));
  if (listing === undefined) throw new MarketError("not_found");
  const rights = await tx
    .select({ state: entitlements.state })
    .from(entitlements)
    .where(and(eq(entitlements.userId, person.id), eq(entitlements.listingId, listingId)));
  const isOwn = listing.creatorId === person.id;
  if (listing.isHarmful && (isOwn || rights.length > 0)) throw harmful();
  if (!isOwn && !rights.some(({ state }) => state === "active")) throw new MarketError("not_entitled");
};

/** The approved versions, newest first. */
const readVersions = (tx: Transaction, listingId: ListingId) =>
  tx
    .select({
      id: strategyVersions.id,
      version: strategyVersions.version,
      changelog: strategyVersions.changelog,
      document: strategyVersions.document,
    })
    .from(listingVersions)
    .innerJoin(strategyVersions, eq(strategyVersions.id, listingVersions.versionId))
    .where(eq(listingVersions.listingId, listingId))
    .orderBy(desc(versionOrder));

/** The comparison with the version before that the newer one's run made; null where it was another one's. */
const readBehaviour = async (
  tx: Transaction,
  versionId: (typeof strategyVersions.$inferSelect)["id"],
  from: string,
): Promise<LibraryChanges["behaviour"]> => {
  const [run] = await tx
    .select({ diff: sql<unknown>`${backtestRuns.report} -> 'diff'` })
    .from(backtestRuns)
    .where(and(eq(backtestRuns.versionId, versionId), eq(backtestRuns.state, "passed")))
    .orderBy(desc(backtestRuns.id))
    .limit(1);
  const diff = behaviourDiff.nullable().parse(run?.diff ?? null);
  return diff?.from === from ? diff : null;
};
