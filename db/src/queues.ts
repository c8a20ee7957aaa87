import type { QueueOptions } from "pg-boss";

type Settings = QueueOptions & {
  deadLetter?: string;
  notify?: boolean;
  policy?: "standard" | "short" | "stately";
};

const patient = { retryLimit: 12, retryDelay: 2, retryBackoff: true, retryDelayMax: 600 } as const;

const patientWork = {
  ...patient,
  heartbeatSeconds: 60,
  expireInSeconds: 120,
  deadLetter: "dead-letter",
} as const;

/**
 * Every queue and how it retries. A job that fails for good goes to `dead-letter`, where an operator
 * sees it; nothing is lost with it, because the domain tables hold the truth and sweepers send again.
 */
export const queues = {
  "dead-letter": { retentionSeconds: 60 * 86_400 },
  "settle-purchase": { ...patientWork, notify: true },
  "place-checkout": patientWork,
  "send-mail": { ...patientWork, notify: true },
  "handle-event": { ...patientWork, notify: true },
  "send-refund": { ...patientWork, notify: true },
  "send-payout": { ...patientWork, notify: true },
  "reverse-transfer": patientWork,
  "sync-dispute": patientWork,
  "sync-payout-account": patientWork,
  announce: patientWork,
  "export-data": { ...patientWork, retryLimit: 4, expireInSeconds: 900 },
  "sweep-privacy": { retryLimit: 0, expireInSeconds: 900, policy: "stately" },
  "anchor-audit": { retryLimit: 3, retryDelay: 600, expireInSeconds: 900, policy: "stately" },
  "sweep-money": { retryLimit: 0, expireInSeconds: 300, policy: "stately" },
  "release-earnings": { retryLimit: 0, expireInSeconds: 900, policy: "stately" },
  "run-payouts": { retryLimit: 3, retryDelay: 60, expireInSeconds: 3_600, policy: "stately" },
  reconcile: { retryLimit: 3, retryDelay: 600, expireInSeconds: 3_600, policy: "stately" },
  "sweep-purchases": { retryLimit: 0, expireInSeconds: 300, policy: "stately" },
  "verify-version": {
    ...patientWork,
    retryLimit: 3,
    retryDelay: 10,
    expireInSeconds: 900,
    heartbeatSeconds: 120,
    notify: true,
  },
  "extend-proofs": { retryLimit: 2, retryDelay: 600, expireInSeconds: 3_600, policy: "stately" },
  "sweep-runs": { retryLimit: 0, expireInSeconds: 300, policy: "stately" },
  "sweep-mails": { retryLimit: 0, expireInSeconds: 300, policy: "stately" },
  "check-invariants": { retryLimit: 0, expireInSeconds: 600, policy: "stately" },
} as const satisfies Record<string, Settings>;

export type QueueName = keyof typeof queues;
export const queueSchema = "pgboss";
