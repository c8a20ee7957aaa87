import { randomUUID } from "node:crypto";
import {
  type BrokenInvariant,
  checkInvariants,
  type Database,
  migrate,
  openDatabase,
  openReader,
  type Reader,
  type RoleUrls,
  roleUrls,
} from "@boltz/db";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { clusterUrl } from "./cluster.ts";

export const testSecret = "a secret for tests only, 32 bytes long";
const templateName = "boltz_template";
const templateLock = 7_305_022;

/** A migrated database of one test file's own, with a connection for each role. */
export interface TestDatabase {
  adminUrl: string;
  urls: RoleUrls;
  database: Database;
  reader: Reader;
  /** Rows of a statement run as the superuser, past every policy: what is really stored. */
  stored<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
}

const databaseUrl = (name: string) => {
  const url = new URL(clusterUrl());
  url.pathname = `/${name}`;
  return url.href;
};

const asSuperuser = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Migrates once per run, whichever test file comes first; the others wait for it and clone the result. */
const createFromTemplate = (name: string) =>
  asSuperuser(clusterUrl(), async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [templateLock]);
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [templateName]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${templateName}_new`);
      await migrate({ adminUrl: databaseUrl(`${templateName}_new`), secret: testSecret });
      await client.query(`ALTER DATABASE ${templateName}_new RENAME TO ${templateName}`);
    }
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${templateName}`);
  });

const openTestDatabase = async () => {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await createFromTemplate(name);
  const adminUrl = databaseUrl(name);
  const urls = roleUrls(adminUrl, testSecret);
  const admin = new pg.Pool({ connectionString: adminUrl, max: 2 });
  admin.on("error", () => {});
  const database = openDatabase({ url: urls.boltz_app, max: 24 });
  const reader = openReader({ url: urls.boltz_reader, max: 2 });
  const opened: TestDatabase = {
    adminUrl,
    urls,
    database,
    reader,
    stored: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await admin.query<Row>(text, values)).rows,
  };
  const close = async () => {
    await database.close();
    await reader.end();
    await admin.end();
    await asSuperuser(clusterUrl(), (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  };
  return { opened, close };
};

/** A catalogue of thousands cannot be bought, reviewed and run row by row: such a test makes its figures up. */
const madeUpInvariants: readonly string[] = [
  "a listing's rating is a recount of its reviews that count",
  "every published listing has the evidence for its version",
  "what counts as verified was run, passed, and is what the receipt says",
];

export interface DatabaseOptions {
  madeUpRatings?: boolean;
}

/**
 * Gives the calling test file a migrated database, and holds every invariant after each of its tests.
 * The returned function answers the database from inside tests and hooks.
 */
export const useDatabase = ({ madeUpRatings = false }: DatabaseOptions = {}): (() => TestDatabase) => {
  let current: Awaited<ReturnType<typeof openTestDatabase>> | undefined;
  const get = () => {
    if (current === undefined) throw new Error("the test database is there only inside tests");
    return current.opened;
  };
  beforeAll(async () => {
    current = await openTestDatabase();
  });
  afterEach(async () => {
    const broken: BrokenInvariant[] = await checkInvariants(get().database, { keepsPlan: true });
    const isHeld = ({ invariant }: BrokenInvariant) =>
      !(madeUpRatings && madeUpInvariants.includes(invariant));
    expect(broken.filter(isHeld)).toEqual([]);
  });
  afterAll(async () => {
    await current?.close();
  });
  return get;
};
