import { MarketError, type Viewer } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import type { Person } from "@boltz/domain";
import type { Context } from "../context.ts";
import { capabilitiesOf, findPersonRow, shownRole } from "./person-row.ts";

/** The signed-in person as they see themselves; null for a visitor. */
export const getViewer = async ({ ctx }: { ctx: Context }): Promise<Viewer | null> => {
  const { actor } = ctx;
  if (actor.kind !== "person") return null;
  return ctx.database.withActor(actor, (tx) => readViewer(tx, actor));
};

export const readViewer = async (tx: Transaction, person: Person): Promise<Viewer> => {
  const row = await findPersonRow(tx, person.id);
  if (row === undefined) throw new MarketError("unauthenticated");
  const capabilities = capabilitiesOf(row);
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailVerified: row.emailVerified,
    role: shownRole(row),
    suspended: row.suspendedAt !== null,
    twoFactorEnabled: row.twoFactorEnabled,
    secondFactorFresh: person.secondFactorFresh,
    kyc: row.kyc,
    creator:
      row.profile === null || capabilities === null
        ? null
        : { displayName: row.profile.displayName, capabilities },
  };
};
