import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { checkInvariants, describeSchema, migrate, openDatabase, roleUrls } from "@boltz/db";
import * as schema from "@boltz/db/schema";
import { clusterUrl, testSecret, useDatabase } from "@boltz/testkit";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import pg from "pg";
import { expect, test } from "vitest";
import { z } from "zod";

const db = useDatabase();

const withClient = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

test("a fresh migration gives the committed schema (npm run schema writes it)", async () => {
  const committed = await readFile(new URL("../../db/schema.sql", import.meta.url), "utf8");
  expect(await withClient(db().adminUrl, describeSchema)).toBe(committed);
});

test("the tables in TypeScript and the committed migrations say the same", async () => {
  const journalUrl = new URL("../../db/migrations/meta/_journal.json", import.meta.url);
  const journal = z
    .object({ entries: z.array(z.object({ idx: z.number() })) })
    .parse(JSON.parse(await readFile(journalUrl, "utf8")));
  const last = String(journal.entries.at(-1)?.idx).padStart(4, "0");
  const snapshotUrl = new URL(`../../db/migrations/meta/${last}_snapshot.json`, import.meta.url);
  const snapshot = JSON.parse(await readFile(snapshotUrl, "utf8"));
  const present = generateDrizzleJson({ ...schema }, snapshot.id);
  expect(await generateMigration(snapshot, present)).toEqual([]);
});

test("migrating again changes nothing, also twice at once", async () => {
  const before = await withClient(db().adminUrl, describeSchema);
  await Promise.all([1, 2].map(() => migrate({ adminUrl: db().adminUrl, secret: testSecret })));
  expect(await withClient(db().adminUrl, describeSchema)).toBe(before);
  expect(await checkInvariants(db().database)).toEqual([]);
});

test("a hosted database's owner, who is no superuser, can migrate and the roles can sign in", async () => {
  const name = `hosted_${randomUUID().replaceAll("-", "")}`;
  const hosted = new URL(clusterUrl());
  hosted.username = name;
  hosted.password = "hosted";
  hosted.pathname = `/${name}`;
  await withClient(clusterUrl(), async (client) => {
    await client.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD 'hosted'`);
    await client.query(
      `GRANT boltz_owner, boltz_app, boltz_reader, boltz_auth, boltz_queue TO ${name} WITH ADMIN OPTION`,
    );
    await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
  });
  try {
    await migrate({ adminUrl: hosted.href, secret: testSecret });
    const database = openDatabase({ url: roleUrls(hosted.href, testSecret).boltz_app, max: 1 });
    expect(await checkInvariants(database)).toEqual([]);
    await database.close();
  } finally {
    await withClient(clusterUrl(), async (client) => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await client.query(`DROP OWNED BY ${name} CASCADE`);
      await client.query(`DROP ROLE ${name}`);
    });
  }
});

test("a pooler's user names keep their project", () => {
  const urls = roleUrls(
    "postgres://postgres.project:secret@db.example:6543/postgres?sslmode=require",
    testSecret,
  );
  expect(urls.boltz_app).toMatch(
    /^postgres:\/\/boltz_app\.project:[\w-]+@db\.example:6543\/postgres\?sslmode=require$/,
  );
  expect(new Set(Object.values(urls)).size).toBe(4);
});
