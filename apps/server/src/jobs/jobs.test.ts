import { randomUUID } from "node:crypto";
import { uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { jobPayloads, startPurchase, tell } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { makeListing } from "../testing/listings.fixture.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { jobs } from "./start-worker.ts";

const market = useMarketplace({ listens: true });

let buyer: Person;
let listing: Awaited<ReturnType<typeof makeListing>>;

beforeAll(async () => {
  const { db, services } = market();
  const creator = await seedPerson(db, { creator: true });
  const moderator = await seedPerson(db, { role: "moderator" });
  buyer = await seedPerson(db);
  const price = { amountMinor: "4900", currency: "USD" as const };
  listing = await makeListing(services, { creator, moderator }, "published", { price });
  await market().startWorker();
});

const addressOf = async (person: Person) => {
  const uuid = uuidFromId("usr", person.id);
  const [row] = await market().db.stored<{ email: string }>("SELECT email FROM users WHERE id = $1", [uuid]);
  return row?.email ?? "nobody";
};

const mailsTo = async (person: Person) => market().sandbox.mails(await addressOf(person));

const queueVerifyMail = async (to: Person) => {
  const { database, queue } = market().services;
  const params = { name: "Reader", url: "https://market.test/api/auth/verify-email?token=secret" };
  await database.withActor(system("test"), (tx) =>
    tell(queue, tx, { userId: to.id, kind: "verify_email", params, dedupeKey: randomUUID() }),
  );
};

let reader: Person;
beforeEach(async () => {
  reader = await seedPerson(market().db);
});

test("every queue has a job here, and none twice", () => {
  expect(jobs.map((job) => job.name).toSorted()).toEqual(Object.keys(jobPayloads).toSorted());
});

test("ten jobs about one payment have one effect", async () => {
  const { services, sandbox } = market();
  const input = {
    listingId: listing.listingId,
    provider: "stripe" as const,
    method: "card" as const,
    expectedPrice: { amountMinor: "4900", currency: "USD" as const },
    idempotencyKey: randomUUID(),
  };
  const { purchaseId, checkoutUrl } = await startPurchase({ ctx: { ...services, actor: buyer }, input });
  sandbox.pay(/cs_\w+/.exec(checkoutUrl ?? "")?.[0] ?? "", "4242424242424242");
  await services.database.withActor(system("test"), async (tx) => {
    for (let index = 0; index < 10; index += 1)
      await services.queue.send(tx, "settle-purchase", { purchaseId });
  });
  const open = "SELECT 1 FROM pgboss.job WHERE name = 'settle-purchase' AND state <> 'completed'";
  await vi.waitFor(async () => expect(await market().db.stored(open)).toEqual([]), {
    timeout: 20_000,
    interval: 100,
  });
  const sales = await market().db.stored("SELECT 1 FROM ledger_transactions WHERE kind = 'sale'");
  const rights = await market().db.stored("SELECT 1 FROM user_strategy_access");
  expect([sales.length, rights.length]).toEqual([1, 1]);
});

test("a queued mail goes out, and what was in it is forgotten", async () => {
  await queueVerifyMail(reader);
  const stored = "SELECT state, params, attempts FROM email_outbox WHERE user_id = $1";
  await vi.waitFor(
    async () => {
      const rows = await market().db.stored(stored, [uuidFromId("usr", reader.id)]);
      expect(rows).toEqual([{ state: "sent", params: {}, attempts: 1 }]);
    },
    { timeout: 15_000, interval: 50 },
  );
  expect(await mailsTo(reader)).toMatchObject([{ subject: "Confirm your e-mail address" }]);
});

test("a job whose payload is not what its queue carries fails alone", async () => {
  const { boss } = market();
  const id = await boss.send("send-mail", { mailId: "not a mail" });
  await queueVerifyMail(reader);
  await vi.waitFor(async () => expect(await mailsTo(reader)).toHaveLength(1), {
    timeout: 15_000,
    interval: 50,
  });
  const stateOf = "SELECT state FROM pgboss.job WHERE id = $1";
  await vi.waitFor(
    async () => expect(await market().db.stored(stateOf, [id])).toEqual([{ state: "retry" }]),
    {
      timeout: 25_000,
      interval: 50,
    },
  );
});
