import type { Id, IdPrefix } from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import { auditLog } from "@boltz/db/schema";
import type { Actor } from "@boltz/domain";

export interface AuditRecord<P extends IdPrefix> {
  action: string;
  subjectType:
    | "purchase"
    | "listing"
    | "entitlement"
    | "creator"
    | "user"
    | "refund"
    | "dispute"
    | "payout"
    | "payout_account"
    | "coupon"
    | "reconciliation";
  subject: { prefix: P; id: Id<P> };
  /** Ids, amounts and states; never a name, an address or another personal value. */
  detail?: Record<string, string>;
}

/**
 * Records a privileged or money-moving change, in the transaction that makes it. Takes the lock on
 * the chain's head until commit, so call it last.
 */
export const logAudit = async <P extends IdPrefix>(
  tx: Transaction,
  actor: Actor,
  record: AuditRecord<P>,
): Promise<void> => {
  await tx.insert(auditLog).values({
    id: newId("aud"),
    actorId: actor.kind === "person" ? actor.id : null,
    actorLabel:
      actor.kind === "system" ? `system:${actor.job}` : actor.kind === "person" ? actor.role : "visitor",
    action: record.action,
    subjectType: record.subjectType,
    subjectId: uuidFromId(record.subject.prefix, record.subject.id),
    detail: record.detail ?? {},
  });
};
