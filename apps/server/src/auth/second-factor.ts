import { createHash, randomUUID } from "node:crypto";
import { isId, type UserId } from "@boltz/contract";
import { twoFactors, verifications } from "@boltz/db/schema";
import { system } from "@boltz/domain";
import { isSecondFactorFresh, type Services, tell } from "@boltz/services";
import type { GenericEndpointContext } from "better-auth";
import { APIError, getSessionFromCtx, isAPIError } from "better-auth/api";
import { and, eq, gt } from "drizzle-orm";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";

export interface SecondFactorParts {
  services: Services;
  /** The sign-in library's own tables, under its own role. */
  tables: NodePgDatabase;
  inBackground(work: Promise<unknown>): void;
}

/** The same bounds as the library's own, which counts at sign-in only and not in a live session. */
const maxFailures = 10;
const lockMs = 15 * 60_000;
/** A code of an authenticator is taken from one step before its time to one step after. */
const codeLifeMs = 90_000;

const proofs = new Set(["/two-factor/verify-totp", "/two-factor/verify-backup-code"]);
const confirmed = new Set(["/two-factor/disable", "/two-factor/generate-backup-codes"]);

const refusals = {
  locked: ["TOO_MANY_REQUESTS", "ACCOUNT_TEMPORARILY_LOCKED", "Too many wrong codes"],
  used: ["UNAUTHORIZED", "INVALID_CODE", "Invalid code"],
  off: ["BAD_REQUEST", "TWO_FACTOR_NOT_ENABLED", "Two-step sign-in is off"],
  stale: ["FORBIDDEN", "SECOND_FACTOR_REQUIRED", "A code is needed first"],
  token: ["FORBIDDEN", "FORBIDDEN", "Not with a token"],
} as const;

const refused = (why: keyof typeof refusals): APIError => {
  const [status, code, message] = refusals[why];
  const headers = why === "locked" ? { "retry-after": String(lockMs / 1_000) } : undefined;
  return new APIError(status, { code, message }, headers);
};

/** Whose sign-in waits for its second step, by the cookie that its first step set. */
const waitingUserId = async (ctx: GenericEndpointContext): Promise<string | undefined> => {
  const { name } = ctx.context.createAuthCookie("two_factor");
  const identifier = await ctx.getSignedCookie(name, ctx.context.secret);
  if (typeof identifier !== "string") return undefined;
  return (await ctx.context.internalAdapter.findVerificationValue(identifier))?.value;
};

interface Attempt {
  userId: UserId;
  /** The authenticator's code, which works once; null for a spare code, which the library strikes off. */
  code: string | null;
  /** Whether it counts here; at sign-in the library counts. */
  isCounted: boolean;
}

/** Counts a try before it is judged, and takes each code once, so that many at a time gain nothing. */
const takeAttempt = (tables: NodePgDatabase, { userId, code, isCounted }: Attempt) =>
  tables.transaction(async (tx): Promise<"ok" | "locked" | "used"> => {
    const now = new Date();
    const [row] = await tx.select().from(twoFactors).where(eq(twoFactors.userId, userId)).for("update");
    if (row === undefined) return "ok";
    if (isCounted) {
      if (row.lockedUntil !== null && row.lockedUntil > now) return "locked";
      const failures = row.lockedUntil === null ? row.failedVerificationCount + 1 : 1;
      const lockedUntil = failures >= maxFailures ? new Date(now.getTime() + lockMs) : null;
      await tx
        .update(twoFactors)
        .set({ failedVerificationCount: failures, lockedUntil })
        .where(eq(twoFactors.id, row.id));
    }
    if (code === null) return "ok";
    const identifier = createHash("sha256").update(`second-factor:${userId}:${code}`).digest("hex");
    const isSame = and(eq(verifications.identifier, identifier), gt(verifications.expiresAt, now));
    const [used] = await tx.select({ id: verifications.id }).from(verifications).where(isSame);
    if (used !== undefined) return "used";
    const expiresAt = new Date(now.getTime() + codeLifeMs);
    await tx.insert(verifications).values({ id: randomUUID(), identifier, value: "used", expiresAt });
    return "ok";
  });

/** Before the library judges a code, or changes the second factor. */
export const guardSecondFactor = async (
  { services, tables }: SecondFactorParts,
  ctx: GenericEndpointContext,
): Promise<void> => {
  const path = ctx.path ?? "";
  if (!path.startsWith("/two-factor/")) return;
  // A token belongs to a program: it neither gives codes nor turns anything off.
  if (ctx.headers?.has("authorization") === true) throw refused("token");
  const live = await getSessionFromCtx<{ twoFactorEnabled: boolean }, { secondFactorAt: Date | null }>(ctx);
  if (confirmed.has(path) && live !== null) {
    if (!live.user.twoFactorEnabled) throw refused("off");
    const given = { at: live.session.secondFactorAt, now: services.now() };
    if (!isSecondFactorFresh(given)) throw refused("stale");
  }
  if (!proofs.has(path)) return;
  const isSpareCode = path === "/two-factor/verify-backup-code";
  // Spare codes that were shown but never confirmed with a first code prove nothing.
  if (isSpareCode && live !== null && !live.user.twoFactorEnabled) throw refused("off");
  const userId = live?.user.id ?? (await waitingUserId(ctx));
  if (userId === undefined || !isId("usr", userId)) return;
  const code = isSpareCode ? null : String(ctx.body.code);
  const outcome = await takeAttempt(tables, { userId, code, isCounted: live !== null });
  if (outcome !== "ok") throw refused(outcome);
};

const tellOwner = (
  { services, inBackground }: SecondFactorParts,
  user: { id: string; name: string },
  change: { kind: "second_factor_on" | "second_factor_off"; sessionId: string },
): void => {
  const { id, name } = user;
  if (!isId("usr", id)) return;
  const { kind, sessionId } = change;
  const params = { name, url: `${services.settings.publicUrl}/account` };
  const queued = services.database.withActor(system("auth"), (tx) =>
    tell(services.queue, tx, { userId: id, kind, params, dedupeKey: `${kind}:${sessionId}` }),
  );
  inBackground(queued);
};

/** After a valid code: the session that goes on from here remembers when it was given. */
export const noteSecondFactor = async (
  parts: SecondFactorParts,
  ctx: GenericEndpointContext,
  returned: unknown,
): Promise<void> => {
  const path = ctx.path ?? "";
  if (!path.startsWith("/two-factor/") || isAPIError(returned)) return;
  const { session: before, newSession, internalAdapter } = ctx.context;
  if (path === "/two-factor/disable" && newSession !== null)
    tellOwner(parts, newSession.user, { kind: "second_factor_off", sessionId: newSession.session.id });
  if (!proofs.has(path)) return;
  const surviving = newSession ?? before;
  if (surviving === null) return;
  await internalAdapter.updateSession(surviving.session.token, { secondFactorAt: parts.services.now() });
  if (before === null) return;
  const { id } = surviving.user;
  if (isId("usr", id))
    await parts.tables
      .update(twoFactors)
      .set({ failedVerificationCount: 0, lockedUntil: null })
      .where(eq(twoFactors.userId, id));
  // In a live session only the code that turns it on begins a new one.
  if (newSession !== null)
    tellOwner(parts, surviving.user, { kind: "second_factor_on", sessionId: surviving.session.id });
};
