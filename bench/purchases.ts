import { randomUUID } from "node:crypto";
import type { Currency, ListingId, PurchaseId } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import {
  type Context,
  createEventIntake,
  type EventIntake,
  jobPayloads,
  type Services,
  settlePurchase,
  startPurchase,
} from "@boltz/services";
import type pg from "pg";
import type { PgBoss } from "pg-boss";
import { type Measured, measureAll } from "./load.ts";
import { rawEvent, rawSettle, rawStart } from "./raw-purchases.ts";
import type { Result } from "./report.ts";

const buyerCount = 400;
const batchSize = 20;

export interface Purchases {
  services: Services;
  boss: PgBoss;
  admin: pg.Client;
  /** The application's connections, for the same work without the application. */
  pool: pg.Pool;
  count: number;
  atOnce: number;
}

/** What one buyer is about to buy. */
export interface Order {
  buyer: Person;
  listingId: ListingId;
  priceMinor: string;
  currency: Currency;
}

const createBuyers = async (admin: pg.Client): Promise<Person[]> => {
  const buyers = Array.from({ length: buyerCount }, () => newId("usr"));
  await admin.query(
    `INSERT INTO users (id, name, email, email_verified)
     SELECT id, 'Buyer', id || '@bench.test', true FROM unnest($1::uuid[]) id`,
    [buyers.map((id) => uuidFromId("usr", id))],
  );
  return buyers.map((id) => ({
    ...{ kind: "person", id, role: "user", emailVerified: true, suspended: false, creator: null },
    secondFactorFresh: false,
    kyc: "none",
  }));
};

/** Different pairs of buyer and paid listing; popular listings are bought more often, as they are. */
const prepareOrders = async ({ admin, count }: Purchases): Promise<Order[]> => {
  const buyers = await createBuyers(admin);
  const { rows } = await admin.query<{ id: string; price: string; currency: Currency }>(
    `SELECT id, price_minor::text AS price, currency FROM strategy_marketplace
     WHERE status = 'published' AND price_minor > 0 ORDER BY total_sales DESC, id LIMIT $1`,
    [Math.ceil(count / buyerCount) * 10],
  );
  const orders = rows.flatMap(({ id, price, currency }) =>
    buyers.map((buyer) => ({ buyer, listingId: idFromUuid("lst", id), priceMinor: price, currency })),
  );
  return Array.from({ length: count }, (_, index) => orders[(index * 7_919) % orders.length]).filter(
    (order) => order !== undefined,
  );
};

const start = async (services: Services, order: Order): Promise<PurchaseId> => {
  const expectedPrice = { amountMinor: order.priceMinor, currency: order.currency };
  const { purchaseId } = await startPurchase({
    ctx: { ...services, actor: order.buyer },
    input: {
      ...{ listingId: order.listingId, provider: "stripe", method: "card" },
      ...{ expectedPrice, idempotencyKey: randomUUID() },
    },
  });
  return purchaseId;
};

const receive = (intake: EventIntake, purchaseId: PurchaseId) => {
  const event = {
    id: `evt_${purchaseId}`,
    type: "checkout.session.completed",
    object: { kind: "checkout", reference: `cs_${purchaseId}` } as const,
    ...{ livemode: false, createdAt: new Date() },
  };
  return intake.receive({ provider: "stripe", event });
};

/** Works the queue empty as one worker does: a batch at a time, each job of it by itself. */
const settleAll = async ({ services, boss }: Purchases): Promise<Measured> => {
  const ctx: Context = { ...services, actor: system("settle-purchase") };
  const times: number[] = [];
  const begin = performance.now();
  let failed = 0;
  for (;;) {
    const jobs = await boss.fetch<unknown>("settle-purchase", { batchSize });
    if (jobs.length === 0) break;
    const fetched = performance.now();
    const settled = await Promise.allSettled(
      jobs.map((job) => settlePurchase({ ctx, input: jobPayloads["settle-purchase"].parse(job.data) })),
    );
    await boss.complete(
      "settle-purchase",
      jobs.map(({ id }) => id),
    );
    failed += settled.filter(({ status }) => status === "rejected").length;
    times.push(...jobs.map(() => performance.now() - fetched));
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const perSecond = ((times.length - failed) * 1_000) / (performance.now() - begin);
  return { perSecond, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), failed };
};

/** Starting to buy, and from the webhook to the entitlement, beside the least SQL that does as much. */
export const measurePurchases = async (given: Purchases, report: (result: Result) => void): Promise<void> => {
  const { services, pool, atOnce, count } = given;
  const orders = await prepareOrders(given);
  const [ours, theirs] = [orders.slice(0, count / 2), orders.slice(count / 2)];
  const started: PurchaseId[] = [];
  const startOurs = async (order: Order) => {
    started.push(await start(services, order));
  };
  const rawIds: string[] = [];
  const startRaw = async (order: Order) => {
    rawIds.push(await rawStart(pool, order));
  };
  report({
    work: "start a purchase",
    ours: await measureAll(ours, startOurs, atOnce),
    raw: await measureAll(theirs, startRaw, atOnce),
    target: "300/s",
  });
  const intake = createEventIntake({ ...services, actor: system("webhook") });
  const webhooks = await measureAll(started, (purchaseId) => receive(intake, purchaseId), atOnce);
  report({
    work: "store a webhook and queue its job",
    ours: webhooks,
    raw: await measureAll(rawIds, (id) => rawEvent(pool, id), atOnce),
    target: "",
  });
  report({
    work: "settle: webhook to entitlement, one worker",
    ours: await settleAll(given),
    raw: await measureAll(rawIds, (id) => rawSettle(pool, id), batchSize),
    target: "200/s",
  });
};
