import {
  type CreatorStanding,
  type DecisionId,
  MarketError,
  type suspendCreatorInput,
} from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { findPersonRow } from "../people/person-row.ts";
import { changeStanding } from "./change-standing.ts";
import { getStanding, isStaffRole } from "./get-standing.ts";

type Input = z.output<typeof suspendCreatorInput>;

/** Switches one thing that a creator may do, or a person's whole account, off or on again. */
export const suspendCreator = async ({ ctx, input }: Call<Input>): Promise<CreatorStanding> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const moderator = personOf(ctx.actor);
  const { creatorId, part, allowed, reason } = input;
  await ctx.database.withActor(moderator, async (tx) => {
    const person = await findPersonRow(tx, creatorId);
    if (person === undefined || person.erasedAt !== null) throw new MarketError("not_found");
    enforcePolicy(moderator, "moderation.suspend", { ownerId: creatorId, isStaff: isStaffRole(person.role) });
    if (part !== "account" && person.profile === null) throw noCreator();
    const decisionId = await changeStanding(tx, moderator, { userId: creatorId, part, allowed, reason });
    if (decisionId === null) throw new MarketError("wrong_state");
    await tellStanding(ctx, tx, input, decisionId);
  });
  return getStanding({ ctx, input: { creatorId } });
};

const noCreator = () =>
  new MarketError("invalid_input", {
    issues: [{ path: ["part"], message: "is for creators only: this person has no creator profile" }],
  });

const tellStanding = (
  { queue, settings }: Context,
  tx: Transaction,
  { creatorId, part, allowed, reason }: Input,
  decisionId: DecisionId,
): Promise<void> => {
  const to = { userId: creatorId, dedupeKey: `decision-${decisionId}` };
  const said = { reason, url: `${settings.publicUrl}/standing` };
  return asSystem(tx, () =>
    part === "account"
      ? tell(queue, tx, { ...to, kind: allowed ? "account_restored" : "account_suspended", params: said })
      : tell(queue, tx, {
          ...{ ...to, params: { part, ...said } },
          kind: allowed ? "standing_allowed" : "standing_restricted",
        }),
  );
};
