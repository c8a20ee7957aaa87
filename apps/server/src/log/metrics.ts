import type { PgBoss } from "pg-boss";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What an operator watches. No label ever holds something that a user typed. */
export const createMetrics = (boss: PgBoss) => {
  const registry = new Registry();
  const registers = [registry];
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
  const brokenInvariants = new Gauge({
    name: "boltz_broken_invariants",
    help: "How many invariants did not hold at the last check; anything but 0 needs a person",
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
  return { registry, requests, jobs, webhooks, brokenInvariants };
};

export type Metrics = ReturnType<typeof createMetrics>;
