import { type auditFilters, isId, MarketError } from "@boltz/contract";
import { auditLog } from "@boltz/db/schema";
import { and, eq, gte, inArray, isNull, lt, type SQL } from "drizzle-orm";
import type { z } from "zod";
import { subjectKeyOf } from "./audit-subjects.ts";

const DAY_MS = 86_400_000;

type Given<T> = { [Key in keyof T]?: T[Key] | undefined };
export type AuditFilters = Given<z.output<z.ZodObject<typeof auditFilters>>>;

const refuse = (field: string, message: string) =>
  new MarketError("invalid_input", { issues: [{ path: [field], message }] });

const actedBy = (actor: string): SQL | undefined => {
  if (isId("usr", actor)) return eq(auditLog.actorId, actor);
  if (!/^system:[a-z][a-z0-9-]*$/.test(actor))
    throw refuse("actor", "must be a person's id like usr_…, or system: and the name of a job");
  return and(isNull(auditLog.actorId), eq(auditLog.actorLabel, actor));
};

const about = (subject: string): SQL | undefined => {
  const { types, uuid } = subjectKeyOf(subject);
  return and(inArray(auditLog.subjectType, types), eq(auditLog.subjectId, uuid));
};

/** The entries that are asked for. Throws `invalid_input` with the field that cannot be meant. */
export const auditConditions = ({ actor, action, subject, from, to }: AuditFilters): SQL | undefined => {
  if (from !== undefined && to !== undefined && from > to)
    throw refuse("to", "must not be before the first day");
  return and(
    actor === undefined ? undefined : actedBy(actor),
    action === undefined ? undefined : eq(auditLog.action, action),
    subject === undefined ? undefined : about(subject),
    from === undefined ? undefined : gte(auditLog.at, new Date(from)),
    to === undefined ? undefined : lt(auditLog.at, new Date(new Date(to).getTime() + DAY_MS)),
  );
};
