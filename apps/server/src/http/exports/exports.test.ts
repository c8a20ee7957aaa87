import { createHash } from "node:crypto";
import type { DisputeId, PayoutId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { exportData, requestExport } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  bookDifference,
  openDispute,
  openPayoutAccount,
  pay,
  release,
  sell,
} from "../../testing/money.fixture.ts";
import { useMarketplace } from "../../testing/use-marketplace.fixture.ts";

const market = useMarketplace({ listens: true, environment: { HOLD_DAYS: "0" } });

const formula = '=HYPERLINK("https://evil.test","Free, ""now""")';
const session = z.object({ token: z.string() });

let creator: Person;
let another: Person;
let buyer: Person;
let finance: Person;
let moderator: Person;
let payoutId: PayoutId;
let disputeId: DisputeId;

beforeAll(async () => {
  const { db } = market();
  creator = await seedPerson(db, { creator: true });
  another = await seedPerson(db, { creator: true });
  buyer = await seedPerson(db);
  finance = await seedPerson(db, { role: "finance" });
  moderator = await seedPerson(db, { role: "moderator" });
  const sold = await sell(market(), { creator, moderator, buyer, title: formula });
  await sell(market(), { creator, moderator, buyer, title: "Ünd später" });
  await release(market());
  await openPayoutAccount(market(), creator);
  payoutId = await pay(market(), creator);
  disputeId = await openDispute(market(), sold.purchaseId);
});

const get = async (path: string, person: Person | null) => {
  const headers = new Headers();
  if (person !== null) {
    const { internalAdapter } = await market().auth.$context;
    const { token } = session.parse(await internalAdapter.createSession(person.id));
    headers.set("authorization", `Bearer ${token}`);
  }
  return market().app.request(`${market().url}${path}`, { headers });
};

/** The cells of a file as RFC 4180 says, its mark and last line end taken off. */
const cellsOf = (text: string): string[][] => {
  expect(text.startsWith("\ufeff")).toBe(true);
  expect(text.endsWith("\r\n")).toBe(true);
  const rows = text.slice(1, -2).split(/\r\n(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  return rows.map((row) =>
    [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
    ),
  );
};

const tableOf = async (response: Response) => {
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  const bytes = new Uint8Array(await response.arrayBuffer());
  const [head = [], ...rows] = cellsOf(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
};

describe("a payout's statement", () => {
  const path = () => `/exports/payouts/${payoutId}.csv`;

  test("is an attachment of entries that sum to the payout, in columns that a spreadsheet adds up", async () => {
    const response = await get(path(), creator);
    expect(response.headers.get("content-disposition")).toBe(`attachment; filename="payout-${payoutId}.csv"`);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    const rows = await tableOf(response);
    expect(rows.map(({ credit, debit, currency, payout }) => [credit, debit, currency, payout])).toEqual([
      ["34.30", "", "USD", payoutId],
      ["34.30", "", "USD", payoutId],
    ]);
    expect(rows.map(({ description }) => description).toSorted()).toEqual([`'${formula}`, "Ünd später"]);
  });

  test("is for its creator and finance; for others it is not there", async () => {
    expect((await get(path(), finance)).status).toBe(200);
    const missing = await get(`/exports/payouts/${newId("pyt")}.csv`, another);
    const others = await get(path(), another);
    expect([others.status, missing.status]).toEqual([404, 404]);
    expect((await get(path(), buyer)).status).toBe(404);
    expect((await get(path(), null)).status).toBe(401);
    expect((await get("/exports/payouts/none.csv", creator)).status).toBe(400);
    expect((await get(`/exports/payouts/${payoutId}`, creator)).status).toBe(404);
  });
});

describe("a creator's sales", () => {
  const today = new Date().toISOString().slice(0, 10);
  const span = (from: string, to: string) => `/exports/sales.csv?from=${from}&to=${to}`;

  test("are their own, of the days asked for, the last one included, with no formula among them", async () => {
    const rows = await tableOf(await get(span(today, today), creator));
    expect(rows).toHaveLength(2);
    const sale = { status: "completed", currency: "USD", price: "49.00" };
    // The first is disputed by now, so that nothing of it is earned.
    expect(rows).toMatchObject([
      { ...sale, strategy: `'${formula}`, fee: "0.00", earned: "0.00", refunded: "49.00" },
      { ...sale, strategy: "Ünd später", fee: "14.70", earned: "34.30", refunded: "0.00" },
    ]);
    expect(await tableOf(await get(span("2020-01-01", "2020-12-31"), creator))).toEqual([]);
    expect(await tableOf(await get(span(today, today), another))).toEqual([]);
  });

  test("need real days in order, and a creator", async () => {
    for (const path of [span("2026-02-30", today), span(today, "2020-01-01"), "/exports/sales.csv"])
      expect((await get(path, creator)).status).toBe(400);
    expect((await get(span(today, today), buyer)).status).toBe(403);
    expect((await get(span(today, today), null)).status).toBe(401);
  });

  test("however many there are, come whole and in order", async () => {
    await market().db.stored(
      `WITH many AS (INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, status,
         listing_title, list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days,
         idempotency_key, request_hash, expires_at, completed_at)
       SELECT gen_random_uuid(), listing_id, strategy_id, version_id, $2, creator_id, 'refunded', 'Many', 0, 0,
         currency, 0, 0, fee_bps, refund_days, n::text, 'seeded', now(), '2025-06-01'::timestamptz + n * interval '1 second'
       FROM (SELECT * FROM strategy_purchases WHERE creator_id = $1 LIMIT 1) one, generate_series(1, 2345) n,
         (SELECT set_config('app.actor_role', 'system', true) AS role) acting
         WHERE acting.role = 'system' RETURNING id)
       INSERT INTO audit_log (id, actor_label, action, subject_type, subject_id)
         SELECT gen_random_uuid(), 'system:seed', 'marketplace_purchase', 'purchase', id FROM many`,
      [uuidFromId("usr", creator.id), uuidFromId("usr", buyer.id)],
    );
    const rows = await tableOf(await get(span("2025-06-01", "2025-06-01"), creator));
    const dates = rows.map(({ date }) => date);
    expect(dates).toHaveLength(2_345);
    expect(new Set(rows.map(({ purchase }) => purchase)).size).toBe(2_345);
    expect(dates).toEqual(dates.toSorted());
  });
});

test("differences show both sides, and are for finance", async () => {
  await bookDifference(market(), "@SUM(A1)");
  const [row] = await tableOf(await get("/exports/differences.csv", finance));
  expect(row).toMatchObject({
    provider: "stripe",
    kind: "amount_differs",
    currency: "KWD",
    ledger_in: "",
    ledger_out: "1.500",
    provider_in: "2.000",
    provider_out: "",
    provider_reference: "txn_theirs",
  });
  expect(row?.["what"]).toMatch(/^'@SUM/);
  for (let more = 0; more < 60; more += 1) await bookDifference(market(), `Difference ${more}`);
  expect(await tableOf(await get("/exports/differences.csv", finance))).toHaveLength(61);
  expect((await get("/exports/differences.csv", creator)).status).toBe(403);
  expect((await get("/exports/differences.csv?all=yes", finance)).status).toBe(400);
});

test("the audit log is for finance, with its filters, and every hash is that of its line", async () => {
  const path = "/exports/audit.csv";
  const response = await get(`${path}?actor=${creator.id}`, finance);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="audit.csv"');
  const rows = await tableOf(response);
  const stored = await market().db.stored(
    "SELECT seq::text, detail::text, hash FROM audit_log WHERE actor_id = $1 ORDER BY audit_log.seq",
    [uuidFromId("usr", creator.id)],
  );
  expect(rows.map(({ seq, detail, hash }) => ({ seq, detail, hash }))).toEqual(stored);
  const [first] = rows;
  const hashed = [
    "prev_hash",
    "seq",
    "id",
    "actor_id",
    "actor_label",
    "action",
    "subject_type",
    "subject_id",
  ];
  const text = [...hashed, "detail", "at"].map((name) => first?.[name] || "-").join("\n");
  expect(createHash("sha256").update(text).digest("hex")).toBe(first?.["hash"]);

  const some = await tableOf(await get(`${path}?actor=${creator.id}&action=listing_submitted`, finance));
  expect(some.map(({ action }) => action)).toEqual(["listing_submitted", "listing_submitted"]);
  for (const query of ["?actor=somebody", "?subject=pur_", "?from=2026-02-30", "?who=me"])
    expect((await get(`${path}${query}`, finance)).status, query).toBe(400);
  for (const person of [creator, moderator]) expect((await get(path, person)).status).toBe(403);
  expect((await get(path, null)).status).toBe(401);
});

test("a dispute's evidence is plain text for staff", async () => {
  const path = `/exports/disputes/${disputeId}/evidence.txt`;
  const response = await get(path, moderator);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(response.headers.get("content-disposition")).toBe(
    `attachment; filename="evidence-${disputeId}.txt"`,
  );
  expect(await response.text()).toContain("HYPERLINK");
  expect((await get(path, creator)).status).toBe(403);
  expect((await get(`/exports/disputes/${newId("dsp")}/evidence.txt`, finance)).status).toBe(404);
});

test("a person's own data is a zip for that person alone", async () => {
  const ctx = { ...market().services, actor: buyer };
  const { id: dataExportId } = await requestExport({ ctx });
  const path = `/exports/my-data/${dataExportId}.zip`;
  expect((await get(path, buyer)).status).toBe(404);
  await exportData({ ctx: { ...ctx, actor: system("export-data") }, input: { dataExportId } });
  const response = await get(path, buyer);
  expect(response.status).toBe(200);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": `attachment; filename="my-data-${dataExportId}.zip"`,
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
  expect(bytes.includes("README.txt")).toBe(true);
  const none = await get(`/exports/my-data/${newId("dex")}.zip`, buyer);
  const others = await get(path, finance);
  expect([others.status, none.status]).toEqual([404, 404]);
  expect((await get(path, null)).status).toBe(401);
  expect((await get("/exports/my-data/none.zip", buyer)).status).toBe(400);
});

test("what fails before the first line is an answer of its own, and is in the log", async () => {
  await market().db.stored("ALTER TABLE reconciliation_differences RENAME TO differences_away");
  const response = await get("/exports/differences.csv", finance);
  await market().db.stored("ALTER TABLE differences_away RENAME TO reconciliation_differences");
  expect(response.status).toBe(500);
  expect(response.headers.get("content-disposition")).toBeNull();
  expect(market().logLines.some((line) => line.includes("42P01"))).toBe(true);
});
