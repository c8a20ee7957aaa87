import { type becomeCreatorInput, MarketError, type Viewer } from "@boltz/contract";
import { creatorProfiles } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { readViewer } from "./get-viewer.ts";

export type BecomeCreatorInput = z.output<typeof becomeCreatorInput>;

/** Opens a creator profile. Asked again with the same name, it answers the profile that is there. */
export const becomeCreator = async ({ ctx, input }: Call<BecomeCreatorInput>): Promise<Viewer> => {
  enforcePolicy(ctx.actor, "creator.become");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    // Either key may refuse first when one person asks twice at once, so none is named here.
    const { rowCount } = await tx
      .insert(creatorProfiles)
      .values({ userId: person.id, displayName: input.displayName, bio: input.bio })
      .onConflictDoNothing();
    const viewer = await readViewer(tx, person);
    if (rowCount === 0) {
      if (viewer.creator === null) throw nameTaken();
      if (viewer.creator.displayName !== input.displayName) throw new MarketError("wrong_state");
      return viewer;
    }
    await logAudit(tx, person, {
      action: "creator_registered",
      subjectType: "creator",
      subject: { prefix: "usr", id: person.id },
    });
    return viewer;
  });
};

const nameTaken = () =>
  new MarketError("conflict", {
    message: "This display name is taken. Choose another one.",
    issues: [{ path: ["displayName"], message: "is taken by another creator" }],
  });
