import { MarketError, type UserId, type Viewer } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import type { Context } from "../context.ts";
import { capabilitiesOf, findPersonRow, shownRole } from "./person-row.ts";

/** The signed-in person as they see themselves; null for a visitor. */
export const getViewer = async ({ ctx }: { ctx: Context }): Promise<Viewer | null> => {
  const { actor } = ctx;
  if (actor.kind !== "person") return null;
  return ctx.database.withActor(actor, (tx) => readViewer(tx, actor.id));
};

export const readViewer = async (tx: Transaction, userId: UserId): Promise<Viewer> => {
  const row = await findPersonRow(tx, userId);
  if (row === undefined) throw new MarketError("unauthenticated");
  const capabilities = capabilitiesOf(row);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    role: shownRole(row),
    suspended: row.suspendedAt !== null,
    creator:
      row.profile === null || capabilities === null
        ? null
        : { displayName: row.profile.displayName, capabilities },
  };
};
