import type { Id, IdPrefix } from "@boltz/contract";
import { insertRows, newId, type Transaction, uuidFromId } from "@boltz/db";
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
    | "reconciliation"
    | "review"
    | "flag"
    | "appeal"
    | "data_export"
    | "erasure"
    | "dataset";
  subject: { prefix: P; id: Id<P> };
  /** Ids, amounts and states; never a name, an address or another personal value. */
  detail?: Record<string, string>;
}

const VALUE_LENGTH = 200;

/** What is written here stays when its person is erased, so whatever looks like a text or an address is refused. */
const refuseTexts = (detail: Record<string, string>): void => {
  for (const [name, value] of Object.entries(detail))
    if (value.length > VALUE_LENGTH || value.includes("@"))
      throw new TypeError(`the audit log takes ids, amounts and states, and ${name} is none`);
};

/**
 * Records a privileged or money-moving change, in the transaction that makes it. Takes the lock on
 * the chain's head until commit, so call it last.
 */
export const logAudit = <P extends IdPrefix>(
  tx: Transaction,
  actor: Actor,
  record: AuditRecord<P>,
): Promise<void> => logAuditMany(tx, actor, [record]);

/** Many of them in one statement; each still becomes a link of the chain, in this order. */
export const logAuditMany = async <P extends IdPrefix>(
  tx: Transaction,
  actor: Actor,
  records: readonly AuditRecord<P>[],
): Promise<void> => {
  for (const { detail } of records) refuseTexts(detail ?? {});
  const actorId = actor.kind === "person" ? actor.id : null;
  const actorLabel =
    actor.kind === "system" ? `system:${actor.job}` : actor.kind === "person" ? actor.role : "visitor";
  await insertRows(
    tx,
    auditLog,
    records.map((record) => ({
      id: newId("aud"),
      actorId,
      actorLabel,
      action: record.action,
      subjectType: record.subjectType,
      subjectId: uuidFromId(record.subject.prefix, record.subject.id),
      detail: record.detail ?? {},
    })),
  );
};
