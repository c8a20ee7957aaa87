import { sql } from "drizzle-orm";
import type { Context } from "../context.ts";

export interface OpenWork {
  what: "payouts" | "events" | "mails" | "cases";
  status: string;
  count: number;
}

/** How much is under way; every part is read through an index of open rows. For the system only. */
export const countOpenWork = ({ ctx }: { ctx: Context }): Promise<OpenWork[]> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const { rows } = await tx.execute<{ what: OpenWork["what"]; status: string; count: number }>(sql`
      select 'payouts' as what, status, count(*)::int as count from creator_payouts
       where status in ('queued', 'sent', 'unknown') group by status
      union all select 'events', 'received', count(*)::int from provider_events where state = 'received'
      union all select 'events', 'quarantined', count(*)::int from provider_events where state = 'quarantined'
      union all select 'mails', 'queued', count(*)::int from email_outbox where state = 'queued'
      union all select 'cases', kind, count(*)::int from moderation_cases where closed_at is null group by kind`);
    return rows;
  });
