import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { type Deliveries, openDeliveries } from "./deliveries.ts";
import { type Documents, openDocuments } from "./documents.ts";
import {
  type AnswerRecord,
  answerRecord,
  type ChargeRecord,
  chargeRecord,
  type EventRecord,
  eventRecord,
  type IntentRecord,
  intentRecord,
  type MailRecord,
  mailRecord,
  type SessionRecord,
  sessionRecord,
} from "./records.ts";

const idRow = z.object({ id: z.string() });

export interface Store {
  sessions: Documents<SessionRecord>;
  intents: Documents<IntentRecord>;
  charges: Documents<ChargeRecord>;
  events: Documents<EventRecord>;
  answers: Documents<AnswerRecord>;
  mails: Documents<MailRecord>;
  deliveries: Deliveries;
  /** A table of a provider's own, made where it is not there yet. */
  documents<T extends { id: string }>(
    table: string,
    schema: z.ZodType<T>,
    indexed?: readonly (keyof T & string)[],
  ): Documents<T>;
  /** The open sessions whose time has come. */
  openSessionsDueBy(nowSeconds: number): string[];
  /** All or nothing; `work` must not wait for anything. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** `:memory:` forgets everything at close. */
export function openStore(dataFile: string): Store {
  if (dataFile !== ":memory:") mkdirSync(dirname(resolve(dataFile)), { recursive: true });
  const database = new DatabaseSync(dataFile);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000");
  const sessions = openDocuments(database, "sessions", sessionRecord);
  database.exec(
    `CREATE INDEX IF NOT EXISTS sessions_by_expiry
       ON sessions (json_extract(body, '$.status'), json_extract(body, '$.expiresAtSeconds'))`,
  );
  const openAndDue = database.prepare(
    `SELECT id FROM sessions
      WHERE json_extract(body, '$.status') = 'open' AND json_extract(body, '$.expiresAtSeconds') <= ?`,
  );
  return {
    sessions,
    intents: openDocuments(database, "intents", intentRecord),
    charges: openDocuments(database, "charges", chargeRecord),
    events: openDocuments(database, "provider_events", eventRecord),
    answers: openDocuments(database, "answers", answerRecord),
    mails: openDocuments(database, "mails", mailRecord),
    deliveries: openDeliveries(database),
    documents: (table, schema, indexed) => openDocuments(database, table, schema, indexed),
    openSessionsDueBy(nowSeconds) {
      return openAndDue.all(nowSeconds).map((row) => idRow.parse(row).id);
    },
    transaction(work) {
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    close() {
      database.close();
    },
  };
}
