import type { ListingId, PurchaseId } from "@boltz/contract";
import { idFromUuid, newId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { exportData, requestExport, sendRefund } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { bookDifference, sell } from "../testing/money.fixture.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { type Client, openClient, type Reply, saidBy } from "./http-client.fixture.ts";

const market = useMarketplace({ listens: true });

const formulas = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1"];

let creator: Person;
let moderator: Person;
let buyer: Person;
let owned: { purchaseId: PurchaseId; listingId: ListingId };
let stranger: Client;
let visitor: Client;

const as = (person: Person | null) => openClient(market(), person);

beforeAll(async () => {
  const { db } = market();
  creator = await seedPerson(db, { creator: true });
  moderator = await seedPerson(db, { role: "moderator" });
  buyer = await seedPerson(db);
  owned = await sell(market(), { creator, moderator, buyer });
  stranger = await as(await seedPerson(db, { creator: true }));
  visitor = await as(null);
});

describe("a bundle", () => {
  const link = z.object({ result: z.object({ data: z.object({ bundleUrl: z.url() }) }) });
  const pathIn = ({ body }: Reply) => new URL(link.parse(JSON.parse(body)).result.data.bundleUrl).pathname;

  test("is for who owns it, and for nobody after a refund, not even by a link of before", async () => {
    const { listingId, purchaseId } = owned;
    const refused = await stranger.mutate("library.install", { listingId });
    expect([refused.status, refused.error?.code]).toEqual([403, "not_entitled"]);
    const client = await as(buyer);
    const file = pathIn(await client.mutate("library.install", { listingId }));
    expect((await visitor.get(file)).status).toBe(200);

    const asked = await client.mutate("purchases.requestRefund", { purchaseId, reason: "Not for me." });
    expect(asked.status).toBe(200);
    await refundAll();
    const again = await client.mutate("library.install", { listingId });
    expect([again.status, again.error?.code]).toEqual([403, "not_entitled"]);
    const late = await visitor.get(file);
    expect([late.status, late.error?.code]).toEqual([403, "not_entitled"]);
    expect(late.headers["content-disposition"]).toBeUndefined();
  });

  test("comes as a file, never as a page", async () => {
    const { listingId } = await sell(market(), { creator, moderator, buyer });
    const file = pathIn(await (await as(buyer)).mutate("library.install", { listingId }));
    const { status, headers } = await visitor.get(file);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "application/zip",
      "content-disposition": expect.stringMatching(/^attachment; filename="[\w.-]+\.zip"$/),
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    });
  });
});

const refundAll = async () => {
  const rows = await market().db.stored<{ id: string }>("SELECT id FROM refunds WHERE status = 'planned'");
  expect(rows).toHaveLength(1);
  for (const { id } of rows) {
    const input = { refundId: idFromUuid("rfd", id) };
    await sendRefund({ ctx: { ...market().services, actor: system("test") }, input });
  }
};

describe("a file to take away", () => {
  test("holds no cell that a spreadsheet would run", async () => {
    const finance = await as(await seedPerson(market().db, { role: "finance" }));
    for (const formula of formulas) await bookDifference(market(), formula);
    const { status, body, headers } = await finance.get("/exports/differences.csv");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="differences.csv"',
      "x-content-type-options": "nosniff",
    });
    for (const formula of formulas) expect(body).toContain(`,'${formula} `);
    expect(body).not.toMatch(/(^|[,\n"])[=+@\t-]\w/);
  });

  test("holds only what is of whom it is for", async () => {
    const today = new Date().toISOString().slice(0, 10);
    const path = `/exports/sales.csv?from=${today}&to=${today}`;
    const own = await (await as(creator)).get(path);
    expect(own.body).toContain(owned.purchaseId);
    const others = await stranger.get(path);
    expect(others.status).toBe(200);
    expect(others.body.trim().split("\n")).toHaveLength(1);
    expect((await visitor.get(path)).status).toBe(401);
  });

  test("of everything about me is mine alone", async () => {
    const ctx = { ...market().services, actor: buyer };
    const { id: dataExportId } = await requestExport({ ctx });
    await exportData({ ctx: { ...ctx, actor: system("export-data") }, input: { dataExportId } });
    const path = (id: string) => `/exports/my-data/${id}.zip`;
    const { status, headers } = await (await as(buyer)).get(path(dataExportId));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="my-data-${dataExportId}.zip"`,
      "x-content-type-options": "nosniff",
    });
    const others = await stranger.get(path(dataExportId));
    expect(saidBy(others)).toEqual(saidBy(await stranger.get(path(newId("dex")))));
    expect([others.status, others.error?.code]).toEqual([404, "not_found"]);
    expect((await visitor.get(path(dataExportId))).status).toBe(401);
  });
});
