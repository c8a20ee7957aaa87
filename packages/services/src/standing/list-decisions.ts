import {
  type DecisionId,
  isId,
  type listDecisionsInput,
  type listDecisionsOutput,
  MarketError,
} from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { appeals, listings, moderationDecisions } from "@boltz/db/schema";
import { appealStateOf, enforcePolicy, type Person, personOf } from "@boltz/domain";
import { and, desc, eq, lt } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";

type Page = z.output<typeof listDecisionsOutput>;

/** What was decided about the person's listings, reviews and account, newest first. Who decided is not told. */
export const listDecisions = async ({
  ctx,
  input,
}: Call<z.output<typeof listDecisionsInput>>): Promise<Page> => {
  enforcePolicy(ctx.actor, "standing.read");
  const person = personOf(ctx.actor);
  const { cursor, limit } = input;
  if (cursor !== undefined && !isId("dec", cursor))
    throw new MarketError("invalid_input", {
      issues: [{ path: ["cursor"], message: "is not a page of this list" }],
    });
  const rows = await ctx.database.withSnapshot(person, (tx) =>
    readDecisions(tx, person, { cursor, limit: limit + 1 }),
  );
  const items = rows.slice(0, limit).map(toStandingDecision);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
};

const readDecisions = (
  tx: Transaction,
  person: Person,
  page: { cursor: DecisionId | undefined; limit: number },
) =>
  tx
    .select({
      decision: moderationDecisions,
      title: listings.title,
      // The id comes first: by it the driver tells an open appeal from none.
      appeal: { id: appeals.id, outcome: appeals.outcome, text: appeals.text, answer: appeals.answer },
    })
    .from(moderationDecisions)
    .leftJoin(listings, eq(listings.id, moderationDecisions.listingId))
    .leftJoin(appeals, eq(appeals.decisionId, moderationDecisions.id))
    .where(
      and(
        eq(moderationDecisions.creatorId, person.id),
        page.cursor === undefined ? undefined : lt(moderationDecisions.id, page.cursor),
      ),
    )
    .orderBy(desc(moderationDecisions.id))
    .limit(page.limit);

type Row = Awaited<ReturnType<typeof readDecisions>>[number];

const toStandingDecision = ({ decision, title, appeal }: Row): Page["items"][number] => ({
  id: decision.id,
  outcome: decision.outcome,
  origin: decision.origin,
  reason: decision.reason,
  at: decision.at.toISOString(),
  listing: decision.listingId === null ? null : { id: decision.listingId, title: title ?? "" },
  reviewId: decision.reviewId,
  part: decision.part,
  harm: decision.harm,
  appeal: {
    state: appealStateOf({ outcome: decision.outcome, hasCause: decision.causeId !== null, appeal }),
    text: appeal?.text ?? "",
    answer: appeal?.answer ?? "",
  },
});
