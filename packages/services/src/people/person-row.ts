import type { KycState, UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { creatorProfiles, payoutAccounts, users } from "@boltz/db/schema";
import type { Person } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";

/** A user and, where there is one, the creator profile; undefined for somebody who is not there. */
export const findPersonRow = async (tx: Transaction, userId: UserId) => {
  const [row] = await tx
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      emailVerified: users.emailVerified,
      role: users.role,
      suspendedAt: users.suspendedAt,
      erasedAt: users.erasedAt,
      twoFactorEnabled: users.twoFactorEnabled,
      kyc: sql<KycState>`(select case when count(*) = 0 then 'none' when bool_or(a.status = 'active') then 'verified'
        else 'pending' end from ${payoutAccounts} a where a.user_id = ${users.id} and a.is_current)`,
      profile: {
        displayName: creatorProfiles.displayName,
        publish: creatorProfiles.mayPublish,
        sell: creatorProfiles.maySell,
        withdraw: creatorProfiles.mayWithdraw,
      },
    })
    .from(users)
    .leftJoin(creatorProfiles, eq(creatorProfiles.userId, users.id))
    .where(eq(users.id, userId));
  return row;
};

export type PersonRow = NonNullable<Awaited<ReturnType<typeof findPersonRow>>>;

/** A user with a creator profile is a creator; the staff's roles stay what they are. */
export const shownRole = (row: PersonRow): Person["role"] =>
  row.role === "user" && row.profile !== null ? "creator" : row.role;

export const capabilitiesOf = ({ profile }: PersonRow): Person["creator"] =>
  profile === null ? null : { publish: profile.publish, sell: profile.sell, withdraw: profile.withdraw };
