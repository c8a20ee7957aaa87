import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VerifyAudit } from "@boltz/contract";
import { newId, openDatabase } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { startTestMarketplace, type TestMarketplace } from "@boltz/server/testing";
import { anchorAudit, logAuditMany, verifyAudit } from "@boltz/services";
import { seedPerson, testSecret, useDatabase } from "@boltz/testkit";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { z } from "zod";

const db = useDatabase();
const job = system("test");

const writers = 8;
const batch = 25;
/** A command loads the whole server, which a busy machine does slowly. */
const patient = { timeout: 90_000 };
const script = join(import.meta.dirname, "../../scripts/verify-audit.ts");

let market: TestMarketplace;
let finance: Person;
let anchored: string;
let folder: string;
/** Whoever has the server's files: no trigger and no policy holds them. */
let root: pg.Client;

const verify = (): Promise<VerifyAudit> => verifyAudit({ ctx: { ...market.services, actor: finance } });

/** One writer with a connection of its own: entries in transactions of a few, as verbs write them. */
const append = async (count: number) => {
  const database = openDatabase({ url: db().urls.boltz_app, max: 1 });
  for (let done = 0; done < count; done += batch)
    await database.withActor(job, (tx) =>
      logAuditMany(
        tx,
        job,
        Array.from({ length: batch }, (_, index) => ({
          action: "payout_sent",
          subjectType: "payout" as const,
          subject: { prefix: "pyt" as const, id: newId("pyt") },
          detail: { amount: `${done + index}.00 USD`, state: '"paid", \\ and ünïcode' },
        })),
      ),
    );
  await database.close();
};

const appendAtOnce = (count: number) =>
  Promise.all(Array.from({ length: writers }, () => append(count / writers)));

const anchorOn = (day: string) =>
  anchorAudit({
    ctx: { ...market.services, actor: system("anchor-audit"), now: () => new Date(`${day}T00:05:00Z`) },
    input: {},
  });

beforeAll(async () => {
  finance = await seedPerson(db(), { role: "finance" });
  market = await startTestMarketplace(db());
  folder = await mkdtemp(join(tmpdir(), "boltz-audit-"));
  root = new pg.Client({ connectionString: db().adminUrl });
  await root.connect();
  await root.query("SET session_replication_role = replica");
  await appendAtOnce(8_000);
  anchored = (await anchorOn("2026-03-01"))?.hash ?? "";
  await appendAtOnce(2_000);
  await root.query("CREATE TEMP TABLE kept AS SELECT * FROM audit_log");
  await root.query("CREATE TEMP TABLE kept_head AS SELECT * FROM audit_head");
});

afterEach(async () => {
  await root.query(`DELETE FROM audit_log a USING kept k WHERE a.seq = k.seq AND a IS DISTINCT FROM k;
    INSERT INTO audit_log SELECT * FROM kept ON CONFLICT DO NOTHING;
    UPDATE audit_head h SET seq = k.seq, hash = k.hash FROM kept_head k WHERE h IS DISTINCT FROM k`);
});

afterAll(async () => {
  await root.end();
  await market.stop();
  await rm(folder, { recursive: true, force: true });
});

const download = async () => {
  const { internalAdapter } = await market.auth.$context;
  const { token } = z.object({ token: z.string() }).parse(await internalAdapter.createSession(finance.id));
  const headers = { authorization: `Bearer ${token}` };
  const response = await market.app.request(`${market.url}/exports/audit.csv`, { headers });
  expect(response.status).toBe(200);
  const file = join(folder, "audit.csv");
  await writeFile(file, new Uint8Array(await response.arrayBuffer()));
  return file;
};

/** The command as an operator types it: its exit code and what it says, line by line. */
const command = (...parameters: string[]) =>
  new Promise<{ code: unknown; lines: string[] }>((resolve) => {
    const env = { DATABASE_URL: db().adminUrl, APP_SECRET: testSecret };
    execFile(process.execPath, [script, ...parameters], { env }, (error, out, problems) =>
      resolve({ code: error?.code ?? 0, lines: `${out}${problems}`.trim().split("\n") }),
    );
  });

/** Both commands on the log as it is: over the database, and over nothing but the export. */
const commands = async (...parameters: string[]) => {
  const file = await download();
  return Promise.all([command(), command("--csv", file, ...parameters)]);
};

test("10,000 entries of eight writers at once are one chain without a gap", patient, async () => {
  const { rows, head, faults, anchors } = await verify();
  expect(faults).toEqual([]);
  expect([rows, head.seq, anchors]).toEqual([
    10_000,
    "10000",
    [{ day: "2026-03-01", seq: "8000", hash: anchored }],
  ]);
  const whole = `The chain is whole: 10000 entries, the head is 10000 with ${head.hash}.`;
  expect(await commands("--anchor", `8000:${anchored}`)).toEqual([
    { code: 0, lines: [whole] },
    { code: 0, lines: [whole] },
  ]);
});

/** What somebody does who knows how the chain is made: one entry says something else, and all that follow agree. */
const rewriteFrom = (seq: number) => `
  UPDATE audit_log SET detail = '{"amount": "1.00 USD"}' WHERE seq = ${seq};
  DO $$ DECLARE link audit_log; prev text; BEGIN
    SELECT prev_hash INTO prev FROM audit_log WHERE seq = ${seq};
    FOR link IN SELECT * FROM audit_log WHERE seq >= ${seq} ORDER BY seq LOOP
      UPDATE audit_log SET prev_hash = prev, hash = app.audit_digest(prev, link) WHERE seq = link.seq RETURNING hash INTO prev;
    END LOOP;
    UPDATE audit_head SET hash = prev;
  END $$`;

const oneByte = "UPDATE audit_log SET detail = replace(detail::text, 'paid', 'pbid')::jsonb WHERE seq = 4711";
const faultsOf = (named: string) =>
  named.split(", ").map((one) => {
    const [fault, seq] = one.split(" ");
    return { seq, fault };
  });

test.each([
  ["one byte of a detail", oneByte, "altered 4711"],
  [
    "a moment, by a microsecond",
    "UPDATE audit_log SET created_at = created_at + interval '1 microsecond' WHERE seq = 9",
    "altered 9",
  ],
  [
    "who did it",
    `UPDATE audit_log SET actor_id = (SELECT id FROM users LIMIT 1) WHERE seq IN (1, 10000)`,
    "altered 1, altered 10000",
  ],
  ["an entry that is gone", "DELETE FROM audit_log WHERE seq = 4712", "missing 4712"],
  ["the first ones gone", "DELETE FROM audit_log WHERE seq < 3", "missing 1, missing 2"],
  ["the end cut off", "DELETE FROM audit_log WHERE seq > 9990", "cut 9991"],
  ["another head", "UPDATE audit_head SET hash = repeat('a', 64)", "cut 10000"],
  [
    "an entry with a hash of its own",
    "UPDATE audit_log a SET action = 'nothing', hash = app.audit_digest(prev_hash, (SELECT l FROM (SELECT id, seq, actor_id, actor_label, 'nothing' AS action, subject_type, subject_id, detail, created_at, prev_hash, hash FROM audit_log WHERE seq = 50) l)::text::audit_log) WHERE seq = 50",
    "unlinked 51",
  ],
  ["a chain that is written anew", rewriteFrom(7_990), "anchor 8000"],
])("%s is found and named", async (_, tampering, named) => {
  await root.query(tampering);
  expect((await verify()).faults).toEqual(faultsOf(named));
});

test("both commands name the place that was altered, and end with 1", patient, async () => {
  await root.query(oneByte);
  for (const { code, lines } of await commands()) {
    expect([code, lines[0]]).toEqual([1, "altered   4711"]);
    expect(lines[1]).toMatch(/^The chain is broken: 10000 entries/);
  }
});

test("a chain that is written anew looks whole to who has only a file, and not to who kept a mail", async () => {
  await root.query(rewriteFrom(7_990));
  const file = await download();
  const kept = await command("--csv", file, "--anchor", `8000:${anchored}`);
  expect([kept.code, kept.lines[0]]).toEqual([1, "anchor    8000"]);
  const alone = await command("--csv", file);
  expect([alone.code, alone.lines[0]]).toEqual([0, expect.stringMatching(/^The chain is whole: 10000 /)]);
  const wrong = await command("--csv", file, "--anchor", "8000:short");
  expect(wrong).toEqual({ code: 1, lines: ["An anchor is <seq>:<hash>, as it was mailed."] });
});

test("a hundred faults are named of many", async () => {
  await root.query("UPDATE audit_log SET action = 'nothing' WHERE seq > 5000");
  const { faults } = await verify();
  expect([faults.length, faults[0], faults[99]]).toEqual([
    100,
    { seq: "5001", fault: "altered" },
    { seq: "5100", fault: "altered" },
  ]);
});

describe("nobody changes what is written", () => {
  const changes = ["audit_log", "audit_anchors"].flatMap((table) => [
    `UPDATE ${table} SET hash = repeat('a', 64)`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table}`,
  ]);

  const attempt = async (connectionString: string, become: string, statement: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      await client.query("BEGIN");
      await client.query(become);
      await client.query(statement);
      return "done";
    } catch (error) {
      return error instanceof pg.DatabaseError ? error.code : String(error);
    } finally {
      await client.end();
    }
  };

  const asRole = (role: string) => `SELECT set_config('app.actor_role', '${role}', true)`;
  const anchor = `INSERT INTO audit_anchors (id, day, seq, hash) VALUES (gen_random_uuid(), '2020-01-01', 1, 'x')`;

  test("not the application, whoever acts, and not the owner of the tables", async () => {
    const owner = "SET LOCAL ROLE boltz_owner";
    for (const change of [...changes, "UPDATE audit_head SET seq = 0", "DELETE FROM audit_head"])
      for (const role of ["system", "admin"])
        expect(await attempt(db().urls.boltz_app, asRole(role), change), change).toBe("42501");
    for (const change of changes) expect(await attempt(db().adminUrl, owner, change), change).toBe("23001");
  });

  test("an anchor is made by the system only, and no place of the chain is chosen", async () => {
    const app = db().urls.boltz_app;
    for (const role of ["finance", "admin"]) expect(await attempt(app, asRole(role), anchor)).toBe("42501");
    const forged = `WITH made AS (INSERT INTO audit_log (id, seq, actor_label, action, subject_type, subject_id, hash)
      VALUES (gen_random_uuid(), 5, 'system:test', 'nothing', 'payout', gen_random_uuid(), repeat('a', 64)) RETURNING seq, hash)
      SELECT 1 / (CASE WHEN seq = 10001 AND hash <> repeat('a', 64) THEN 1 ELSE 0 END) FROM made`;
    expect(await attempt(app, asRole("system"), forged)).toBe("done");
    expect((await verify()).rows).toBe(10_000);
  });
});

test("each day has one anchor, which finance keeps in its mail and an operator in the log", async () => {
  const admin = await seedPerson(db(), { role: "admin" });
  const moderator = await seedPerson(db(), { role: "moderator" });
  const { head } = await verify();
  await market.startWorker();
  const [lines, [finances, admins, others]] = await vi.waitFor(
    async () => {
      await market.boss.send("anchor-audit", {});
      const written = market.logLines.filter((line) => line.includes("the audit log is anchored"));
      const mails = [finance, admin, moderator].map(({ id }) => market.sandbox.mails(`${id}@example.test`));
      expect(written).toHaveLength(1);
      expect(mails.map((some) => some.filter(({ text }) => text.includes(head.hash)).length)).toEqual([
        1, 1, 0,
      ]);
      return [written, mails] as const;
    },
    { timeout: 25_000, interval: 500 },
  );
  const day = new Date().toISOString().slice(0, 10);
  expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ level: 30, day, seq: "10000", hash: head.hash });
  expect([finances, admins].map((some) => some?.map(({ subject }) => subject))).toEqual([
    expect.arrayContaining([`Audit log: the anchor of ${day}`]),
    [`Audit log: the anchor of ${day}`],
  ]);
  expect(others).toEqual([]);
  expect((await verify()).anchors).toEqual([
    { day, seq: "10000", hash: head.hash },
    { day: "2026-03-01", seq: "8000", hash: anchored },
  ]);
  expect(await anchorOn(day)).toBeNull();
});
