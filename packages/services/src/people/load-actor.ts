import type { UserId } from "@boltz/contract";
import type { Database } from "@boltz/db";
import { type Actor, type Person, visitor } from "@boltz/domain";
import { capabilitiesOf, findPersonRow, shownRole } from "./person-row.ts";

/** Only the identity counts here: with it a person may read their own row, and nobody else's. */
export const bearer = (id: UserId): Person => ({
  kind: "person",
  id,
  role: "user",
  emailVerified: false,
  suspended: false,
  secondFactorFresh: false,
  kyc: "none",
  creator: null,
});

/** When a session last gave a valid code of the second factor, and the time now. */
export interface SecondFactor {
  at: Date | null;
  now: Date;
}

const freshMs = 10 * 60_000;

/** A code counts for ten minutes; one from a time to come counts for nothing. */
export const isSecondFactorFresh = ({ at, now }: SecondFactor): boolean => {
  if (at === null) return false;
  const ageMs = now.getTime() - at.getTime();
  return ageMs >= 0 && ageMs < freshMs;
};

/**
 * Who a session stands for, with the rights of this moment: a demotion or a suspension holds from the
 * next request on. Somebody who is no longer there is a visitor.
 */
export const loadActor = async (
  database: Database,
  userId: UserId,
  secondFactor: SecondFactor | null = null,
): Promise<Actor> => {
  const row = await database.withActor(bearer(userId), (tx) => findPersonRow(tx, userId));
  if (row === undefined || row.erasedAt !== null) return visitor;
  return {
    kind: "person",
    id: row.id,
    role: shownRole(row),
    emailVerified: row.emailVerified,
    suspended: row.suspendedAt !== null,
    secondFactorFresh: row.twoFactorEnabled && secondFactor !== null && isSecondFactorFresh(secondFactor),
    kyc: row.kyc,
    creator: capabilitiesOf(row),
  };
};
