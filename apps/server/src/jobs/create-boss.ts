import { queueSchema, sqlStateOf } from "@boltz/db";
import { PgBoss } from "pg-boss";
import type { Logger } from "pino";

export interface BossOptions {
  url: string;
  log: Logger;
  /** Only a worker keeps the queues in order and lets scheduled jobs come. */
  isWorker: boolean;
  /** Told of connections that the queue lost. */
  onLost(error: Error): void;
}

/** Speaks to the queues under their own role, which may change no table of theirs. Not started yet. */
export const createBoss = ({ url, log, isWorker, onLost }: BossOptions): PgBoss => {
  const boss = new PgBoss({
    connectionString: url,
    application_name: "boltz-queue",
    schema: queueSchema,
    max: isWorker ? 6 : 2,
    migrate: false,
    createSchema: false,
    supervise: isWorker,
    schedule: isWorker,
    registerInstance: false,
    reindex: false,
    useListenNotify: isWorker,
  });
  boss.on("error", (error) => {
    if (sqlStateOf(error)?.startsWith("57P") === true) onLost(error);
    else log.error({ err: error, part: "queue" }, "queue fault");
  });
  boss.on("warning", ({ message }) => log.warn({ part: "queue", warning: message }, "queue warning"));
  return boss;
};
