import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
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

export interface Store {
  sessions: Documents<SessionRecord>;
  intents: Documents<IntentRecord>;
  charges: Documents<ChargeRecord>;
  events: Documents<EventRecord>;
  answers: Documents<AnswerRecord>;
  mails: Documents<MailRecord>;
  deliveries: Deliveries;
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
  const charges = openDocuments(database, "charges", chargeRecord);
  database.exec(
    `CREATE INDEX IF NOT EXISTS sessions_by_status ON sessions (json_extract(body, '$.status'));
     CREATE INDEX IF NOT EXISTS charges_by_session ON charges (json_extract(body, '$.sessionId'))`,
  );
  return {
    sessions,
    intents: openDocuments(database, "intents", intentRecord),
    charges,
    events: openDocuments(database, "events", eventRecord),
    answers: openDocuments(database, "answers", answerRecord),
    mails: openDocuments(database, "mails", mailRecord),
    deliveries: openDeliveries(database),
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
