import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { openStripeTables, type StripeTables } from "../stripe/tables.ts";
import { type Deliveries, openDeliveries } from "./deliveries.ts";
import { type Documents, type OpenDocuments, openDocuments } from "./documents.ts";
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
  stripe: StripeTables;
  /** For a provider's own tables. */
  documents: OpenDocuments;
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
  const documents: OpenDocuments = (table, schema, indexed) =>
    openDocuments(database, table, schema, indexed);
  const sessions = documents("sessions", sessionRecord);
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
    intents: documents("intents", intentRecord),
    charges: documents("charges", chargeRecord),
    events: documents("provider_events", eventRecord),
    answers: documents("answers", answerRecord),
    mails: documents("mails", mailRecord),
    deliveries: openDeliveries(database),
    stripe: openStripeTables(documents),
    documents,
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
