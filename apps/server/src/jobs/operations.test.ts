import { healthOutput } from "@boltz/contract";
import { queueSchema, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { getHealth, recordRun, retryJob } from "@boltz/services";
import { seedListing, seedPerson } from "@boltz/testkit";
import { InMemorySpanExporter } from "@opentelemetry/sdk-trace";
import { beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { createMetrics } from "../log/metrics.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";

const spanExporter = new InMemorySpanExporter();
const market = useMarketplace({
  spanExporter,
  environment: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" },
});

let admin: Person;
beforeAll(async () => {
  admin = await seedPerson(market().db, { role: "admin" });
});

const as = (actor: Person) => ({ ...market().services, actor });
const health = async () => healthOutput.parse(await getHealth({ ctx: as(admin) }));

const metricsText = async () => {
  const connection = { incoming: { socket: { remoteAddress: "127.0.0.1" } } };
  return (await market().app.request(`${market().url}/metrics`, {}, connection)).text();
};

test("a scheduled job that does not come any more is named, and so is one that fails", async () => {
  const { services, boss } = market();
  await boss.schedule("sweep-money", "* * * * *", {});
  await boss.schedule("reconcile", "30 2 * * *", {});
  const ctx = { ...services, actor: system("sweep-money") };
  const startedAt = new Date(Date.now() - 10 * 60_000);
  await recordRun({ ctx, input: { job: "sweep-money", startedAt, error: null, detail: {} } });
  const seen = await health();
  expect(seen.sweeps.find(({ job }) => job === "sweep-money")).toMatchObject({
    overdue: true,
    lastError: null,
  });
  expect(seen.sweeps.find(({ job }) => job === "reconcile")).toMatchObject({
    overdue: false,
    lastStartedAt: null,
  });
  expect(seen.workers.alive).toBe(false);
  await recordRun({
    ctx,
    input: { job: "sweep-money", startedAt: new Date(), error: "PostgresError (57P01)", detail: {} },
  });
  const later = await health();
  expect(later.sweeps.find(({ job }) => job === "sweep-money")).toMatchObject({
    overdue: false,
    lastError: "PostgresError (57P01)",
  });
  expect(later.workers.alive).toBe(true);
});

test("an admin puts a failed job back, once, and nobody else does", async () => {
  const { db, boss } = market();
  const jobId = z.string().parse(await boss.send("sweep-mails", {}));
  const [job] = await boss.fetch("sweep-mails");
  expect(job?.id).toBe(jobId);
  await boss.fail("sweep-mails", jobId, {
    name: "DrizzleQueryError",
    sqlState: "23505",
    message: "secret words",
  });
  const { failedJobs, queues } = await health();
  expect(failedJobs).toEqual([
    expect.objectContaining({
      id: jobId,
      queue: "sweep-mails",
      tries: 1,
      reason: "DrizzleQueryError (23505)",
    }),
  ]);
  expect(queues.find(({ name }) => name === "sweep-mails")).toMatchObject({ failed: 1, queued: 0 });
  const input = { queue: "sweep-mails", jobId };
  const finance = await seedPerson(db, { role: "finance" });
  await expect(retryJob({ ctx: as(finance), input })).rejects.toMatchObject({ code: "forbidden" });
  await expect(getHealth({ ctx: as(finance) })).rejects.toMatchObject({ code: "forbidden" });
  await retryJob({ ctx: as(admin), input });
  await expect(retryJob({ ctx: as(admin), input })).rejects.toMatchObject({ code: "not_found" });
  const [stored] = await db.stored(`SELECT state FROM ${queueSchema}.job WHERE id = $1`, [jobId]);
  expect(stored).toEqual({ state: "retry" });
  expect(
    await db.stored("SELECT action, detail FROM audit_log WHERE actor_id = $1", [
      uuidFromId("usr", admin.id),
    ]),
  ).toEqual([{ action: "job_retried", detail: { queue: "sweep-mails", job: jobId } }]);
  expect(await metricsText()).toMatch(/boltz_queue_oldest_seconds\{queue="sweep-mails"\} \d/);
  await boss.deleteAllJobs("sweep-mails");
});

test("an invariant that does not hold is on the health page and in the metrics", async () => {
  const { db, boss, services, startWorker } = market();
  const creator = await seedPerson(db, { creator: true });
  const { listingId } = await seedListing(db, creator);
  const setSales = (sales: number) =>
    db.stored(`DO $$ BEGIN PERFORM set_config('app.actor_role', 'system', true);
      UPDATE strategy_marketplace SET total_sales = ${sales} WHERE id = '${uuidFromId("lst", listingId)}'; END $$`);
  await setSales(7);
  await startWorker();
  await boss.send("check-invariants", {});
  await vi.waitFor(
    async () => {
      const { invariants } = await health();
      expect(invariants.broken).toEqual([
        { invariant: "total_sales counts the completed purchases", rows: [uuidFromId("lst", listingId)] },
      ]);
    },
    { timeout: 15_000, interval: 200 },
  );
  await setSales(0);
  const text = await metricsText();
  expect(text).toContain("boltz_broken_invariants 1");
  expect(text).toMatch(/boltz_open_work\{what="mails",status="queued"\} 0/);
  const ofAnotherProcess = () => createMetrics(boss, services).registry.metrics();
  expect(await ofAnotherProcess()).toContain("boltz_broken_invariants 1");
  await boss.send("check-invariants", {});
  await vi.waitFor(async () => expect(await ofAnotherProcess()).toContain("boltz_broken_invariants 0"), {
    timeout: 15_000,
    interval: 200,
  });
});

test("what failed for good is counted, and does not age: no worker ever takes it", async () => {
  const { boss } = market();
  await boss.send("dead-letter", {});
  const { queues } = await health();
  expect(queues.find(({ name }) => name === "dead-letter")).toMatchObject({ queued: 1, oldestSeconds: null });
  expect(await metricsText()).not.toContain('boltz_queue_oldest_seconds{queue="dead-letter"}');
  await boss.deleteAllJobs("dead-letter");
});

test("a trace names routes, procedures and jobs, and no address or token", async () => {
  const { app, url } = market();
  await app.request(`${url}/bundles/a-secret-token`);
  await app.request(`${url}/api/trpc/health`);
  await vi.waitFor(
    () => {
      const names = spanExporter.getFinishedSpans().map((span) => span.name);
      expect(names).toContain("GET /bundles/:token");
      expect(names).toContain("job check-invariants");
    },
    { timeout: 12_000, interval: 200 },
  );
  const spans = spanExporter.getFinishedSpans();
  const told = JSON.stringify(spans.map(({ name, attributes, events }) => ({ name, attributes, events })));
  expect(told).not.toContain("a-secret-token");
  expect(told).toContain('"rpc.method":"health"');
});
