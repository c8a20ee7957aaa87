import { system } from "@boltz/domain";
import { countBrokenInvariants, countOpenWork, type Services } from "@boltz/services";
import type { PgBoss } from "pg-boss";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What an operator watches. No label ever holds something that a user typed. */
export const createMetrics = (boss: PgBoss, services: Services) => {
  const registry = new Registry();
  const registers = [registry];
  const ctx = { ...services, actor: system("metrics") };
  collectDefaultMetrics({ register: registry, prefix: "boltz_" });
  const requests = new Histogram({
    name: "boltz_http_request_seconds",
    help: "How long requests took, by what they were for",
    labelNames: ["method", "door", "status"],
    buckets: seconds,
    registers,
  });
  const jobs = new Histogram({
    name: "boltz_job_seconds",
    help: "How long jobs took, by queue and outcome",
    labelNames: ["job", "outcome"],
    buckets: seconds,
    registers,
  });
  const webhooks = new Counter({
    name: "boltz_webhooks_total",
    help: "Events that payment providers sent, by provider and whether they were stored or refused",
    labelNames: ["provider", "outcome"],
    registers,
  });
  new Gauge({
    name: "boltz_queue_jobs",
    help: "Jobs in each queue by state, as last counted",
    labelNames: ["queue", "state"],
    registers,
    async collect() {
      for (const { name, queuedCount, activeCount, failedCount } of await boss.getQueues()) {
        this.set({ queue: name, state: "queued" }, queuedCount);
        this.set({ queue: name, state: "active" }, activeCount);
        this.set({ queue: name, state: "failed" }, failedCount);
      }
    },
  });
  new Gauge({
    name: "boltz_queue_oldest_seconds",
    help: "Age of the oldest job of each queue that is due and not begun",
    labelNames: ["queue"],
    registers,
    async collect() {
      this.reset();
      for (const { name, oldestSeconds } of await services.queue.desk.ages())
        this.set({ queue: name }, oldestSeconds);
    },
  });
  new Gauge({
    name: "boltz_open_work",
    help: "What is under way: payouts by status, webhook events not handled, mails not sent, moderation cases open",
    labelNames: ["what", "status"],
    registers,
    async collect() {
      this.reset();
      for (const { what, status, count } of await countOpenWork({ ctx })) this.set({ what, status }, count);
    },
  });
  new Gauge({
    name: "boltz_broken_invariants",
    help: "How many invariants did not hold at the last check of any worker; anything but 0 needs a person",
    registers,
    async collect() {
      this.set(await countBrokenInvariants({ ctx }));
    },
  });
  return { registry, requests, jobs, webhooks };
};

export type Metrics = ReturnType<typeof createMetrics>;
