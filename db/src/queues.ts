import type { QueueOptions } from "pg-boss";

type Settings = QueueOptions & {
  deadLetter?: string;
  notify?: boolean;
  policy?: "standard" | "short" | "stately";
};

const patient = { retryLimit: 12, retryDelay: 2, retryBackoff: true, retryDelayMax: 600 } as const;

/**
 * Every queue and how it retries. A job that fails for good goes to `dead-letter`, where an operator
 * sees it; nothing is lost with it, because the domain tables hold the truth and sweepers send again.
 */
export const queues = {
  "dead-letter": { retentionSeconds: 60 * 86_400 },
  "settle-purchase": {
    ...patient,
    heartbeatSeconds: 60,
    expireInSeconds: 120,
    deadLetter: "dead-letter",
    notify: true,
  },
  "place-checkout": { ...patient, heartbeatSeconds: 60, expireInSeconds: 120, deadLetter: "dead-letter" },
  "send-mail": {
    ...patient,
    heartbeatSeconds: 60,
    expireInSeconds: 120,
    deadLetter: "dead-letter",
    notify: true,
  },
  "sweep-purchases": { retryLimit: 0, expireInSeconds: 300, policy: "stately" },
  "sweep-mails": { retryLimit: 0, expireInSeconds: 300, policy: "stately" },
  "check-invariants": { retryLimit: 0, expireInSeconds: 600, policy: "stately" },
} as const satisfies Record<string, Settings>;

export type QueueName = keyof typeof queues;
export const queueSchema = "pgboss";
