import type { DecisionId, StandingPart, UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { creatorProfiles } from "@boltz/db/schema";
import { type Actor, decideStanding } from "@boltz/domain";
import { eq } from "drizzle-orm";
import { recordDecision } from "../moderation/record-decision.ts";
import { lockStanding, readStanding } from "./standing-facts.ts";

/** A wish to change what somebody may do; a system actor wishes it automatically. */
export interface StandingChange<Part extends StandingPart = StandingPart> {
  userId: UserId;
  part: Part;
  /** Whether they may from now on. */
  allowed: boolean;
  reason: string;
  /** The decision that an appeal undoes by this. */
  causeId?: DecisionId;
}

const columnOf = { publish: "mayPublish", sell: "maySell", withdraw: "mayWithdraw" } as const;

/** Switches one thing that a creator may do; null where nothing changes, or where a person said otherwise. */
export const switchPart = async (
  tx: Transaction,
  actor: Actor,
  change: StandingChange<keyof typeof columnOf>,
): Promise<DecisionId | null> => {
  const { userId, part, allowed, reason, causeId } = change;
  await lockStanding(tx, userId);
  const origin = actor.kind === "person" ? "person" : "automatic";
  const outcome = decideStanding(await readStanding(tx, userId, part), { allowed, origin });
  if (outcome === null) return null;
  await tx
    .update(creatorProfiles)
    .set({ [columnOf[part]]: allowed })
    .where(eq(creatorProfiles.userId, userId));
  return recordDecision(tx, actor, {
    ...{ outcome, creatorId: userId, about: { part }, reason },
    ...(causeId === undefined ? {} : { causeId }),
  });
};
