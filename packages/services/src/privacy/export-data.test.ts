import { type DataExportId, dataExport } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Person, system, visitor } from "@boltz/domain";
import { seedEntitlement, seedListing } from "@boltz/testkit";
import { strFromU8, unzipSync } from "fflate";
import { expect, test } from "vitest";
import { z } from "zod";
import { refusal, useVerbs } from "../verbs.fixture.ts";
import { exportData } from "./export-data.ts";
import { listExports } from "./list-exports.ts";
import { openExport } from "./open-export.ts";
import { requestExport } from "./request-export.ts";
import { sections } from "./sections.ts";
import { sweepPrivacy } from "./sweep-privacy.ts";

const verbs = useVerbs();
const hourMs = 3_600_000;

const stored = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  verbs().db.stored<Row>(text, values);
const uuidOf = (person: Person) => uuidFromId("usr", person.id);
const job = (name: string, laterMs = 0) => ({
  ...verbs().as(system(name)),
  now: () => new Date(Date.now() + laterMs),
});
const work = (dataExportId: DataExportId) => exportData({ ctx: job("export-data"), input: { dataExportId } });
const rowsOf = z.array(z.record(z.string(), z.unknown()));

const unpack = async (person: Person, dataExportId: DataExportId) => {
  const files = unzipSync(await openExport({ ctx: verbs().as(person), input: { dataExportId } }));
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array());
  return {
    names: Object.keys(files),
    text,
    rows: (name: string) => rowsOf.parse(JSON.parse(text(`${name}.json`))),
  };
};

/** Somebody who bought and sells, with more notifications than one query reads. */
const somebody = async () => {
  const [person, other] = await Promise.all([
    verbs().person({ creator: true }),
    verbs().person({ creator: true }),
  ]);
  const [own, theirs] = await Promise.all([
    seedListing(verbs().db, person, { title: "=HYPERLINK(1)" }),
    seedListing(verbs().db, other),
  ]);
  const sale = await seedEntitlement(verbs().db, other, own);
  const purchase = await seedEntitlement(verbs().db, person, theirs);
  await stored(
    `INSERT INTO strategy_reviews (id, purchase_id, listing_id, creator_id, reviewer_id, author, rating, body, version, paid_minor, currency, reply, replied_at)
     SELECT gen_random_uuid(), p.id, p.listing_id, p.creator_id, p.buyer_id, 'Otherauthor', 4, 'otherbody', '1.0.0', 0, 'USD', 'ownreply', now()
     FROM strategy_purchases p WHERE p.id = $1`,
    [uuidFromId("pur", sale.purchaseId)],
  );
  for (const [owner, text, versionId] of [
    [person, "ownfile", own.versionId],
    [person, "ownotherfile", own.versionId],
    [other, "theirfile", theirs.versionId],
  ] as const) {
    await stored(
      `INSERT INTO attached_files (version_id, creator_id, name, sha256, data)
       SELECT $1, $2, $3 || '.py', encode(sha256(d), 'hex'), d FROM convert_to($3, 'UTF8') d`,
      [uuidFromId("ver", versionId), uuidOf(owner), text],
    );
    await stored(
      `INSERT INTO backtest_trials (id, creator_id, document, spec_hash, symbols, timeframe, trades)
       SELECT gen_random_uuid(), $1, d, encode(sha256(convert_to(d, 'UTF8')), 'hex'), '{X}', '1d', 1 FROM concat('tried', $2::text) d`,
      [uuidOf(owner), text],
    );
  }
  await stored(
    `INSERT INTO notifications (id, user_id, topic, kind, params, dedupe_key)
     SELECT gen_random_uuid(), $1::uuid, 'purchases', 'receipt', jsonb_build_object('n', n), $1::text || n FROM generate_series(1, 2345) n`,
    [uuidOf(person)],
  );
  await stored(
    `INSERT INTO sessions (id, user_id, token, expires_at, ip_address, user_agent)
     SELECT gen_random_uuid(), u, 'sessiontoken' || u, now() + interval '1 day', a, 'An agent' FROM (VALUES ($1::uuid, '198.51.100.1'), ($2::uuid, '198.51.100.2')) s(u, a)`,
    [uuidOf(person), uuidOf(other)],
  );
  return { person, other, own, theirs, sale, purchase };
};

test("everything about a person is packed, and nothing of anybody else, while a page can watch", async () => {
  const { person, other, own, purchase, sale } = await somebody();
  await stored(`CREATE TABLE watched AS SELECT progress, step FROM data_exports LIMIT 0;
    CREATE FUNCTION watch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
      'BEGIN INSERT INTO public.watched VALUES (NEW.progress, NEW.step); RETURN NULL; END';
    CREATE TRIGGER watch AFTER UPDATE ON data_exports FOR EACH ROW EXECUTE FUNCTION watch()`);
  const ctx = verbs().as(person);
  const asked = await requestExport({ ctx });
  expect(dataExport.parse(asked)).toMatchObject({ state: "queued", progress: 0, bytes: null });
  await work(asked.id);
  const seen = await stored<{ progress: number; step: string }>("SELECT * FROM watched");
  await stored("DROP TRIGGER watch ON data_exports; DROP FUNCTION watch; DROP TABLE watched");
  expect(seen.map(({ progress }) => progress)).toEqual(
    seen.map(({ progress }) => progress).toSorted((a, b) => a - b),
  );
  expect(new Set(seen.map(({ step }) => step)).size).toBe(sections.length + 1);

  const [made] = await listExports({ ctx });
  expect(made).toMatchObject({ id: asked.id, state: "ready", progress: 100 });
  const archive = await unpack(person, asked.id);
  expect(archive.names.toSorted()).toEqual(
    ["README.txt", ...sections.flatMap(({ name }) => [`${name}.csv`, `${name}.json`])].toSorted(),
  );
  expect(archive.rows("profile")).toMatchObject([{ id: person.id, email: `${person.id}@example.test` }]);
  expect(archive.rows("notifications")).toHaveLength(2_345);
  expect(new Set(archive.rows("notifications").map(({ id }) => id)).size).toBe(2_345);
  expect(archive.text("notifications.csv").split("\r\n")).toHaveLength(2_345 + 2);
  expect(archive.rows("purchases")).toMatchObject([{ id: purchase.purchaseId, priceMinor: "0" }]);
  expect(archive.rows("sales")).toMatchObject([{ id: sale.purchaseId }]);
  expect(archive.rows("replies")).toMatchObject([{ listingId: own.listingId, reply: "ownreply" }]);
  expect(archive.rows("sessions")).toMatchObject([{ ip_address: "198.51.100.1", user_agent: "An agent" }]);
  expect(archive.rows("listings")).toMatchObject([{ title: "=HYPERLINK(1)" }]);
  expect(archive.text("listings.csv")).toContain(",'=HYPERLINK(1),");
  const { versionId } = own;
  expect(archive.rows("attached-files")).toMatchObject([
    { versionId, name: "ownfile.py", text: "ownfile" },
    { versionId, name: "ownotherfile.py", text: "ownotherfile" },
  ]);
  expect(
    archive
      .rows("backtest-trials")
      .map(({ document }) => document)
      .toSorted(),
  ).toEqual(["triedownfile", "triedownotherfile"]);
  expect(archive.rows("actions")).toMatchObject([{ action: "data_export_requested" }]);
  expect(archive.text("README.txt")).toMatch(/notifications +2345 rows/);

  const all = archive.names.map(archive.text).join("\n");
  for (const foreign of [
    "otherbody",
    "theirfile",
    "Otherauthor",
    "198.51.100.2",
    "sessiontoken",
    `${other.id}@example.test`,
  ])
    expect(all.includes(foreign)).toBe(false);
});

test("one is made at a time, and who asks again meanwhile is answered that one", async () => {
  const person = await verbs().person();
  const ctx = verbs().as(person);
  const [first, again] = await Promise.all([requestExport({ ctx }), requestExport({ ctx })]);
  expect(again).toEqual(first);
  expect(
    await stored(
      `SELECT (SELECT count(*)::int FROM pgboss.job WHERE data->>'dataExportId' = $1) AS jobs,
         (SELECT count(*)::int FROM audit_log WHERE subject_id = $2) AS audited`,
      [first.id, uuidFromId("dex", first.id)],
    ),
  ).toEqual([{ jobs: 1, audited: 1 }]);
  expect(await refusal(requestExport({ ctx: verbs().as(visitor) }))).toBe("unauthenticated");
  await work(first.id);
});

test("a worker that died is followed by one that begins anew; one that nobody finishes is given up", async () => {
  const person = await verbs().person();
  const ctx = verbs().as(person);
  const { id } = await requestExport({ ctx });
  await stored(
    "UPDATE data_exports SET state = 'running', progress = 70, step = 'Half way' WHERE user_id = $1",
    [uuidOf(person)],
  );
  await work(id);
  expect((await unpack(person, id)).rows("profile")).toHaveLength(1);

  const second = await requestExport({ ctx });
  expect(await sweepPrivacy({ ctx: job("sweep-privacy") })).toMatchObject({ exportsFailed: 0 });
  expect(await sweepPrivacy({ ctx: job("sweep-privacy", hourMs) })).toMatchObject({ exportsFailed: 1 });
  await work(second.id);
  expect((await listExports({ ctx })).map(({ state }) => state)).toEqual(["failed", "ready"]);
  expect((await requestExport({ ctx })).id).not.toBe(second.id);
});

test("an archive is for its person alone, for seven days", async () => {
  const [person, other] = await Promise.all([verbs().person(), verbs().person({ role: "admin" })]);
  const { id } = await requestExport({ ctx: verbs().as(person) });
  const input = { dataExportId: id };
  expect(await refusal(openExport({ ctx: verbs().as(person), input }))).toBe("not_found");
  await work(id);
  expect(await refusal(openExport({ ctx: verbs().as(other), input }))).toBe("not_found");
  const almost = job("sweep-privacy", 167 * hourMs);
  expect(await sweepPrivacy({ ctx: almost })).toMatchObject({ exportsExpired: 0 });
  const late = { ...verbs().as(person), now: () => new Date(Date.now() + 169 * hourMs) };
  expect(await refusal(openExport({ ctx: late, input }))).toBe("not_found");
  await sweepPrivacy({ ctx: { ...late, actor: system("sweep-privacy") } });
  expect(
    await stored("SELECT state, archive, bytes FROM data_exports WHERE user_id = $1", [uuidOf(person)]),
  ).toEqual([{ state: "expired", archive: null, bytes: null }]);
});
