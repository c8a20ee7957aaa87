import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MarketError } from "@boltz/contract";
import { checkInvariants, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { startTestMarketplace, type TestMarketplace } from "@boltz/server/testing";
import {
  cancelErasure,
  erasureLine,
  getErasure,
  listErasures,
  replayErasures,
  requestErasure,
  sweepPrivacy,
} from "@boltz/services";
import { seedPerson, testSecret } from "@boltz/testkit";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { signUp } from "../support/account-holder.ts";
import { restoreBackup, takeBackup } from "../support/backup.ts";
import { placesOf } from "../support/find-words.ts";
import { useReturns } from "../support/returns.ts";
import { leaveTraces, titleSold, traces } from "../support/traces.ts";

const returns = useReturns();
const { stack, stored, job } = returns;
const dayMs = 86_400_000;

let market: TestMarketplace;
let folder: string;

beforeAll(async () => {
  market = await startTestMarketplace(stack().db);
  folder = await mkdtemp(join(tmpdir(), "boltz-erasures-"));
});

afterAll(async () => {
  await market.stop();
  await rm(folder, { recursive: true, force: true });
});

const laterBy = (days: number) => {
  stack().clock.offsetMs = days * dayMs;
};
const sweep = () => sweepPrivacy({ ctx: job("sweep-privacy") });
const emailOf = async (person: Person) => {
  const [row] = await stored<{ email: string }>("SELECT email FROM users WHERE id = $1", [
    uuidFromId("usr", person.id),
  ]);
  return row?.email ?? "";
};
const ask = async (person: Person) =>
  requestErasure({ ctx: stack().as(person), input: { confirmEmail: await emailOf(person) } });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof MarketError) return error;
      throw error;
    },
  );

/** What the books and the audit log held up to an entry: nothing of it may ever be another. */
const books = async (seq: string) => {
  const [row] = await stored<Record<string, string>>(
    `SELECT (SELECT md5(string_agg(e::text, ',' ORDER BY e.id)) FROM ledger_entries e) AS entries,
       (SELECT md5(string_agg(t::text, ',' ORDER BY t.id)) FROM ledger_transactions t) AS transactions,
       (SELECT md5(string_agg(a::text, ',' ORDER BY a.id)) FROM ledger_accounts a) AS accounts,
       (SELECT md5(string_agg(concat_ws(' ', id, buyer_id, creator_id, status, listing_title, price_minor, fee_minor,
          earning_minor, returned_minor, currency, payment_reference, completed_at), ',' ORDER BY id))
        FROM strategy_purchases) AS purchases,
       (SELECT md5(string_agg(concat_ws(' ', id, status, amount_minor, currency, provider_reference), ',' ORDER BY id))
        FROM refunds) AS refunds,
       (SELECT md5(string_agg(concat_ws(' ', id, status, amount_minor, currency, provider_reference), ',' ORDER BY id))
        FROM creator_payouts) AS payouts,
       (SELECT md5(string_agg(g::text, ',' ORDER BY g.seq)) FROM audit_log g WHERE g.seq <= $1) AS audit`,
    [seq],
  );
  return row;
};

const headSeq = async () => {
  const [head] = await stored<{ seq: string }>("SELECT seq FROM audit_head");
  return head?.seq ?? "0";
};

/** The command as an operator types it. */
const command = (...parameters: string[]) =>
  new Promise<string>((resolve, reject) => {
    const env = { DATABASE_URL: stack().db.adminUrl, APP_SECRET: testSecret };
    const script = join(import.meta.dirname, "../../scripts/erasures.ts");
    execFile(process.execPath, [script, ...parameters], { env }, (error, out, problems) =>
      error === null ? resolve(out) : reject(new Error(problems)),
    );
  });

test("somebody with traces everywhere is gone from every table, while the books stay as they were", async () => {
  const db = stack().db;
  const { ada, get, follower, listing, reviewOfAdas } = await leaveTraces(returns, market);
  for (const word of Object.values(traces)) expect([word, await placesOf(db, word)]).not.toEqual([word, []]);
  expect(await (await get("/api/trpc/people.me")).json()).toMatchObject({
    result: { data: { email: traces.email } },
  });

  const wrong = await refusalOf(
    requestErasure({ ctx: stack().as(ada), input: { confirmEmail: "zq@example.test" } }),
  );
  expect([wrong?.code, wrong?.issues.map(({ path }) => path)]).toEqual(["invalid_input", [["confirmEmail"]]]);
  const asked = await ask(ada);
  expect(asked).toMatchObject({
    blocks: [],
    effects: { listings: 3, owned: 1, reviews: 1, purchases: 2, sales: 2 },
  });
  expect((await ask(ada)).request).toEqual(asked.request);
  expect((await sweep()).erased).toEqual([]);
  expect((await get("/api/trpc/people.me")).status).toBe(200);
  expect(await placesOf(db, traces.email)).not.toEqual([]);

  const seq = await headSeq();
  const before = await books(seq);
  await takeBackup(db);
  laterBy(8 + 15);
  const { erased, faults } = await sweep();
  expect(faults).toEqual([]);
  expect(erased.map(({ userId }) => userId)).toEqual([ada.id]);

  const left = [...Object.values(traces), "zqfamily", "zqhost"].map(async (word) => [
    word,
    await placesOf(db, word),
  ]);
  expect(await Promise.all(left)).toEqual(
    [...Object.values(traces), "zqfamily", "zqhost"].map((word) => [word, []]),
  );
  expect(await books(seq)).toEqual(before);
  expect(await checkInvariants(db.database)).toEqual([]);
  expect(await (await get("/api/trpc/people.me")).json()).toMatchObject({ result: { data: null } });

  const uuid = uuidFromId("usr", ada.id);
  expect(
    await stored(
      `SELECT l.title, l.status, u.name, p.display_name LIKE 'Erased creator %' AS renamed, a.state AS buyers_access,
         r.rating, r.counts, r.reply FROM strategy_marketplace l JOIN users u ON u.id = l.creator_id
       JOIN creator_profiles p ON p.user_id = u.id JOIN strategy_reviews r ON r.id = $2
       JOIN user_strategy_access a ON a.purchase_id = r.purchase_id WHERE l.id = $1`,
      [uuidFromId("lst", listing.listingId), uuidFromId("rev", reviewOfAdas)],
    ),
  ).toEqual([
    {
      ...{ title: titleSold, status: "removed", name: "Erased person", renamed: true },
      ...{ buyers_access: "active", rating: 4, counts: true, reply: null },
    },
  ]);
  expect(
    await stored(
      `SELECT (SELECT count(*)::int FROM notifications WHERE user_id IN ($1, $2)) AS told,
         (SELECT count(*)::int FROM follows WHERE $1 IN (user_id, creator_id)) AS follows,
         (SELECT count(*)::int FROM data_exports WHERE user_id = $1) AS exports,
         (SELECT rating FROM strategy_reviews WHERE reviewer_id = $1) AS rating,
         (SELECT action FROM audit_log ORDER BY seq DESC LIMIT 1) AS audit,
         (SELECT count(*)::int FROM email_outbox WHERE user_id IN ($1, $2) AND state = 'queued') AS mails`,
      [uuid, uuidFromId("usr", follower.id)],
    ),
  ).toEqual([{ told: 0, follows: 0, exports: 0, rating: 5, audit: "person_erased", mails: 0 }]);

  expect((await signUp(market, traces)).status).toBe(200);
  await vi.waitFor(async () =>
    expect(
      await stored("SELECT m.kind FROM email_outbox m JOIN users u ON u.id = m.user_id WHERE u.email = $1", [
        traces.email,
      ]),
    ).toEqual([{ kind: "verify_email" }]),
  );
});

test("after a backup is restored, the list from outside erases again whom it still knows", async () => {
  const db = stack().db;
  const ctx = job("erasures");
  const list = await command("list");
  const path = join(folder, "erasures.jsonl");
  await writeFile(path, list);
  const input = list
    .trim()
    .split("\n")
    .map((line) => erasureLine.parse(JSON.parse(line)));
  expect(await replayErasures({ ctx, input })).toEqual({ erased: 0, before: 1, unknown: 0 });

  await restoreBackup(db);
  expect(await placesOf(db, traces.email)).toContain("public.users");
  await stored("DELETE FROM erasure_requests");
  expect(await command("replay", path)).toContain("1 erased, 0 were erased already, 0 are not");
  for (const word of Object.values(traces)) expect([word, await placesOf(db, word)]).toEqual([word, []]);
  expect(await listErasures({ ctx })).toEqual(input);
  expect(await replayErasures({ ctx, input })).toEqual({ erased: 0, before: 1, unknown: 0 });
});

test("when the law no longer wants the records, the providers' names for them go too", async () => {
  laterBy(365 * 9);
  expect((await sweep()).recordsExpired).toBe(0);
  laterBy(Math.ceil(365.25 * 10) + 30);
  expect((await sweep()).recordsExpired).toBe(1);
  expect((await sweep()).recordsExpired).toBe(0);
  expect(
    await stored(
      `SELECT count(*)::int AS known FROM strategy_purchases p JOIN erasure_requests e ON e.user_id = p.buyer_id
       WHERE coalesce(p.payment_reference, p.checkout_reference) IS NOT NULL`,
    ),
  ).toEqual([{ known: 0 }]);
  expect(await stored("SELECT action FROM audit_log ORDER BY seq DESC LIMIT 1")).toEqual([
    { action: "person_records_expired" },
  ]);
});

test("what is open keeps the account: it is refused at first, and put off when it comes later", async () => {
  const { buyer, purchaseId, paymentReference } = await returns.buy();
  await ask(buyer);
  const reference = stack().sandbox.dashboard.openDispute(paymentReference);
  await returns.settle();
  laterBy(15);
  expect(await sweep()).toMatchObject({ erased: [], putOff: 1, faults: [] });
  const view = await getErasure({ ctx: stack().as(buyer) });
  expect(view.request?.blocks).toEqual(["open_dispute"]);
  expect(await sweep()).toMatchObject({ erased: [], putOff: 0 });
  expect(await returns.mailsTo(buyer)).toContain("erasure_put_off");

  await cancelErasure({ ctx: stack().as(buyer) });
  const refused = await refusalOf(ask(buyer));
  expect(refused?.code).toBe("erasure_blocked");
  expect(refused?.message).toContain("disputed at the bank");

  laterBy(0);
  stack().sandbox.dashboard.decideDispute(reference, "lost");
  await returns.settle();
  await ask(buyer);
  laterBy(16);
  expect(await sweep()).toMatchObject({ erased: [{ userId: buyer.id }], faults: [] });
  expect(
    await stored("SELECT reason FROM disputes WHERE purchase_id = $1", [uuidFromId("pur", purchaseId)]),
  ).toEqual([{ reason: "" }]);
});

test("called off, nothing happens; staff cannot be erased; two sweeps erase once", async () => {
  const [kept, staff, gone] = await Promise.all([
    seedPerson(stack().db),
    seedPerson(stack().db, { role: "moderator" }),
    seedPerson(stack().db),
  ]);
  expect((await refusalOf(ask(staff)))?.code).toBe("erasure_blocked");
  await ask(kept);
  await ask(gone);
  expect((await cancelErasure({ ctx: stack().as(kept) })).request).toBeNull();
  expect((await cancelErasure({ ctx: stack().as(kept) })).request).toBeNull();
  laterBy(15);
  const both = await Promise.all([sweep(), sweep()]);
  expect(both.flatMap(({ erased }) => erased.map(({ userId }) => userId))).toEqual([gone.id]);
  expect(await emailOf(kept)).toBe(`${kept.id}@example.test`);
  expect(
    await stored("SELECT action FROM audit_log WHERE actor_id = $1 ORDER BY seq", [
      uuidFromId("usr", kept.id),
    ]),
  ).toEqual([{ action: "erasure_requested" }, { action: "erasure_cancelled" }]);
});
