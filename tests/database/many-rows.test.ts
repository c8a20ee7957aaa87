import { randomUUID } from "node:crypto";
import { type LedgerEvent, newId, postMany, uuidFromId } from "@boltz/db";
import { disputeFundsPostings, system } from "@boltz/domain";
import { logAuditMany } from "@boltz/services";
import { useDatabase } from "@boltz/testkit";
import { expect, test } from "vitest";

const db = useDatabase();
const job = system("test");

/** Above what a float holds, and each another amount. */
const amountOf = (index: number) => 9_007_199_254_740_993n + BigInt(index);

const eventsOf = (count: number): LedgerEvent[] =>
  Array.from({ length: count }, (_, index) => ({
    source: { type: "dispute", uuid: randomUUID(), kind: "withdrawn", ownerId: null },
    set: disputeFundsPostings({ provider: "stripe", currency: "USD", deltaMinor: amountOf(index) }),
  }));

test.each([3, 200])("%i events are posted to the last unit, in their order, and once", async (count) => {
  const events = eventsOf(count);
  const post = (some: LedgerEvent[]) => db().database.withActor(job, (tx) => postMany(tx, some));
  expect(await post(events)).toHaveLength(count);
  expect(await post(events)).toEqual([]);
  const [more] = eventsOf(1);
  if (more === undefined) throw new Error("there is no event");
  expect(await post([...events, more])).toEqual([more]);
  const rows = await db().stored<{ amount: string }>(
    `SELECT e.amount_minor::text AS amount FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
     JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE a.name = 'provider:stripe' AND t.source_id = ANY ($1) ORDER BY e.position`,
    [events.map(({ source }) => source.uuid)],
  );
  expect(rows.map(({ amount }) => amount)).toEqual(events.map((_, index) => amountOf(index).toString()));
});

test("a hundred audit rows are a hundred links of the chain, with their details as they were given", async () => {
  const ids = Array.from({ length: 100 }, () => newId("pyt"));
  await db().database.withActor(job, (tx) =>
    logAuditMany(
      tx,
      job,
      ids.map((id, index) => ({
        action: "payout_retried",
        subjectType: "payout",
        subject: { prefix: "pyt", id },
        detail: { amount: `${index}.00 USD`, word: `"quoted" \\ and ünïcode` },
      })),
    ),
  );
  const rows = await db().stored<{ subject: string; detail: object }>(
    "SELECT subject_id AS subject, detail FROM audit_log ORDER BY seq",
  );
  expect(rows).toEqual(
    ids.map((id, index) => ({
      subject: uuidFromId("pyt", id),
      detail: { amount: `${index}.00 USD`, word: `"quoted" \\ and ünïcode` },
    })),
  );
});
