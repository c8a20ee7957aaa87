import type { Transaction } from "@boltz/db";
import { users } from "@boltz/db/schema";
import { inArray } from "drizzle-orm";
import type { MailKind, MailParams } from "../mails/mail-kinds.ts";
import type { Queue } from "../queue.ts";
import { tell } from "./tell.ts";

/** Tells everybody of finance the same, as the system; each of them once for a `dedupeKey`. */
export const tellFinance = async <Kind extends MailKind>(
  queue: Queue,
  tx: Transaction,
  { kind, params, dedupeKey }: { kind: Kind; params: MailParams<Kind>; dedupeKey: string },
): Promise<void> => {
  const staff = await tx
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.role, ["finance", "admin"]));
  for (const { id } of staff)
    await tell(queue, tx, { userId: id, kind, params, dedupeKey: `${dedupeKey} ${id}` });
};
