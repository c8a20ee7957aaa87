import { MarketError, type UserId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { users } from "@boltz/db/schema";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";

type Parts = Pick<Context, "database" | "actor">;

export const staffRole = z.enum(["moderator", "finance", "admin"]);

export interface SetRoleInput {
  email: string;
  /** Null takes away whatever role there is. */
  role: z.infer<typeof staffRole> | null;
}

/**
 * Makes somebody one of the people who work here, or ends that; false where nothing changes. For the
 * system only. Throws `not_found` for an address that nobody has, `email_unverified` where it is not confirmed.
 */
export const setRole = ({ ctx, input }: { ctx: Parts; input: SetRoleInput }): Promise<boolean> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const { role } = input;
    const email = input.email.trim().toLowerCase();
    const [user] = await tx
      .select({ id: users.id, emailVerified: users.emailVerified })
      .from(users)
      .where(and(eq(users.email, email), isNull(users.erasedAt)));
    if (user === undefined)
      throw new MarketError("not_found", { message: `Nobody here has the address ${email}.` });
    if (role !== null && !user.emailVerified)
      throw new MarketError("email_unverified", { message: `${email} is not confirmed yet.` });
    const before = await changeRole(tx, user.id, role ?? "user");
    if (before === (role ?? "user")) return false;
    await logAudit(tx, ctx.actor, {
      action: role === null ? "role_revoked" : "role_granted",
      subjectType: "user",
      subject: { prefix: "usr", id: user.id },
      detail: { role: role ?? before },
    });
    return true;
  });

/** Answers with the role before. */
const changeRole = async (tx: Transaction, id: UserId, role: string): Promise<string> => {
  const { rows } = await tx.execute<{ before: string | null }>(
    sql`SELECT app.set_role(${uuidFromId("usr", id)}, ${role}) AS before`,
  );
  const before = rows[0]?.before ?? null;
  if (before === null) throw new MarketError("not_found");
  return before;
};

/** The people who work here. For the system only. */
export const listStaff = ({ ctx }: { ctx: Parts }) =>
  ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({ email: users.email, role: users.role, twoFactorEnabled: users.twoFactorEnabled })
      .from(users)
      .where(inArray(users.role, staffRole.options))
      .orderBy(asc(users.role), asc(users.email)),
  );
