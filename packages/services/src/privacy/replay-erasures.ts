import { userId } from "@boltz/contract";
import { erasureRequests, users } from "@boltz/db/schema";
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import type { Context } from "../context.ts";
import { type Erasure, erasePerson } from "./erase-person.ts";
import { forgetLeftovers } from "./forget-leftovers.ts";

type Parts = Pick<Context, "database" | "actor" | "now">;

/** An erasure as it is kept outside of the database: a line of a list, or of the log. */
export const erasureLine = z.object({ userId, erasedAt: z.coerce.date(), retainUntil: z.coerce.date() });

/** Whom this database knows to be erased, in the order in which that was asked for. */
export const listErasures = ({ ctx }: { ctx: Parts }): Promise<Erasure[]> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const { endedAt, retainUntil } = erasureRequests;
    const rows = await tx
      .select({ userId: erasureRequests.userId, erasedAt: endedAt, retainUntil })
      .from(erasureRequests)
      .where(eq(erasureRequests.state, "done"))
      .orderBy(asc(erasureRequests.id));
    return rows.map((row) => erasureLine.parse(row));
  });

interface Replayed {
  erased: number;
  /** Erased in this database already, and never in it at all. */
  before: number;
  unknown: number;
}

/**
 * Erases again whom a restored backup still knows. Nothing can stand in the way: what was settled before
 * the erasure is settled, and the nightly comparison with the providers finds what the backup does not know.
 */
export const replayErasures = async ({
  ctx,
  input,
}: {
  ctx: Parts;
  input: readonly Erasure[];
}): Promise<Replayed> => {
  const replayed: Replayed = { erased: 0, before: 0, unknown: 0 };
  for (const erasure of input) replayed[await replay(ctx, erasure)] += 1;
  await forgetLeftovers(ctx, ctx.now());
  return replayed;
};

const replay = (ctx: Parts, erasure: Erasure): Promise<keyof Replayed> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [user] = await tx
      .select({ erasedAt: users.erasedAt })
      .from(users)
      .where(eq(users.id, erasure.userId));
    if (user === undefined) return "unknown";
    if (user.erasedAt !== null) return "before";
    await erasePerson(ctx, tx, erasure);
    return "erased";
  });
