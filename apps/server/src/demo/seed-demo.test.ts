import { useDatabase } from "@boltz/testkit";
import { expect, test } from "vitest";
import { startTestMarketplace } from "../testing/start-test-marketplace.fixture.ts";
import { createVisitor } from "../testing/visitor.fixture.ts";
import { demoListings } from "./catalogue/catalogue.ts";
import { demoAdmin, demoBuyer, demoLogins, demoPassword } from "./demo-people.ts";
import { deskListings } from "./desk-listings.ts";

const db = useDatabase();

const tables = [
  "users",
  "accounts",
  "creator_profiles",
  "strategies",
  "strategy_versions",
  "strategy_marketplace",
  "listing_versions",
  "moderation_decisions",
  "strategy_purchases",
  "user_strategy_access",
  "ledger_entries",
  "audit_log",
  "email_outbox",
];

const counts = async () => {
  const found: Record<string, number> = {};
  for (const table of tables) {
    const [row] = await db().stored<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
    found[table] = row?.count ?? 0;
  }
  return found;
};

test("fills an empty marketplace with what people would have made, and does nothing the second time", async () => {
  const first = await startTestMarketplace(db(), { demo: true });
  const after = await counts();
  await first.stop();
  const approved = deskListings.filter((listing) => listing.isApproved).length;
  const versions = demoListings.flatMap((listing) => listing.versions).length;
  const published = "SELECT 1 FROM strategy_marketplace WHERE status = 'published'";
  expect(await db().stored(published)).toHaveLength(demoListings.length + approved);
  expect(after["listing_versions"]).toBe(versions + approved);
  expect(await db().stored("SELECT 1 FROM strategy_purchases WHERE status = 'completed'")).toHaveLength(3);
  expect(after["ledger_entries"]).toBeGreaterThan(0);

  const second = await startTestMarketplace(db(), { demo: true });
  expect(await counts()).toEqual(after);

  for (const { email, password } of demoLogins) {
    const visitor = createVisitor(second);
    expect((await visitor.post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
    expect((await visitor.query("people.me")).data).toMatchObject({ email, emailVerified: true });
  }
  const admin = createVisitor(second);
  await admin.post("/api/auth/sign-in/email", { email: demoAdmin.email, password: demoPassword });
  expect((await admin.query("moderation.queue")).data).toHaveLength(deskListings.length - approved);
  const buyer = createVisitor(second);
  await buyer.post("/api/auth/sign-in/email", { email: demoBuyer.email, password: demoPassword });
  expect((await buyer.query("library.list", {})).data).toMatchObject({ items: [{}, {}, {}] });
  await second.stop();
});
