import { type CreatorStanding, type creatorRef, MarketError, type Role, type UserId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { moderationDecisions } from "@boltz/db/schema";
import { enforcePolicy, mayDo, personOf } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { capabilitiesOf, findPersonRow, shownRole } from "../people/person-row.ts";
import { readPastDecisions } from "./past-decisions.ts";

export const isStaffRole = (role: Role): boolean => role !== "user" && role !== "creator";

/** A person's standing, what was decided about them, and what a decision would touch. */
export const getStanding = async ({
  ctx,
  input,
}: Call<z.output<typeof creatorRef>>): Promise<CreatorStanding> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const moderator = personOf(ctx.actor);
  const { creatorId } = input;
  return ctx.database.withActor(moderator, async (tx) => {
    const person = await findPersonRow(tx, creatorId);
    if (person === undefined) throw new MarketError("not_found");
    const resource = { ownerId: creatorId, isStaff: isStaffRole(person.role) };
    return {
      person: { id: creatorId, displayName: person.profile?.displayName ?? person.name },
      role: shownRole(person),
      capabilities: capabilitiesOf(person),
      banned: person.suspendedAt !== null,
      ...(await countTouched(tx, creatorId)),
      history: await readPastDecisions(tx, eq(moderationDecisions.creatorId, creatorId)),
      mayDecide: person.erasedAt === null && mayDo(moderator, "moderation.suspend", resource),
    };
  });
};

const countTouched = async (tx: Transaction, creatorId: UserId) => {
  const creator = uuidFromId("usr", creatorId);
  const { rows } = await tx.execute<{ listings: number; buyers: number }>(sql`
    select (select count(*)::int from strategy_marketplace where creator_id = ${creator} and status = 'published') as listings,
      (select count(distinct a.user_id)::int from strategy_marketplace l
       join user_strategy_access a on a.listing_id = l.id and a.state <> 'revoked' and a.user_id <> l.creator_id
       where l.creator_id = ${creator}) as buyers`);
  return { publishedListings: rows[0]?.listings ?? 0, buyers: rows[0]?.buyers ?? 0 };
};
