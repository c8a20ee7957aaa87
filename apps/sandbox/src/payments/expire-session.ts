import { type Core, nowSeconds } from "../core.ts";
import type { SessionRecord } from "../store/records.ts";
import { emitStripe } from "../stripe/emit.ts";

/** Inside a transaction. */
export function expireIfDue(core: Core, session: SessionRecord | undefined): SessionRecord | undefined {
  if (session?.status !== "open" || session.expiresAtSeconds > nowSeconds(core)) return session;
  return expire(core, session);
}

/** Inside a transaction. */
export function expire(core: Core, session: SessionRecord): SessionRecord {
  const expired: SessionRecord = { ...session, status: "expired", awaitsConfirmation: false };
  core.store.sessions.save(expired);
  emitStripe(core, { type: "v1.checkout.session.expired", objectType: "checkout.session", object: expired });
  return expired;
}

/** The session as it is now, with its time looked at. */
export function currentSession(core: Core, sessionId: string): SessionRecord | undefined {
  const session = core.store.sessions.find(sessionId);
  if (session?.status !== "open" || session.expiresAtSeconds > nowSeconds(core)) return session;
  const expired = core.store.transaction(() => expireIfDue(core, core.store.sessions.find(sessionId)));
  core.dispatcher.wake();
  return expired;
}

export function expireDueSessions(core: Core): void {
  for (const sessionId of core.store.openSessionsDueBy(nowSeconds(core))) currentSession(core, sessionId);
}
