import type { OwnListing } from "@boltz/contract";
import { system } from "@boltz/domain";
import { expect, test } from "vitest";
import { archiveListing } from "../listings/archive-listing.ts";
import { extendProofs } from "./extend-proofs.ts";
import { documentOn, seedBars, useProofs } from "./proofs.fixture.ts";
import { verifyVersion } from "./verify-version.ts";

const { verbs, as, worker, draft, submit, runsOf, verifyNewest, approve, published } = useProofs();

const extend = (limit?: number) =>
  extendProofs({ ctx: as(system("extend-proofs")), ...(limit === undefined ? {} : { limit }) });
const grow = (symbol: string, count: number) => seedBars(verbs(), { symbol, count, seed: 5, sealedAt: 600 });
const openRuns = async () =>
  (await runsOf()).filter(({ state }) => state === "queued").map(({ id, kind }) => ({ id, kind }));
const jobs = async () =>
  (
    await verbs().db.stored<{ run: string }>(
      "SELECT data ->> 'runId' AS run FROM pgboss.job WHERE name = 'verify-version' ORDER BY created_on DESC",
    )
  ).map(({ run }) => run);
/** Until everything is up to date. */
const finish = async () => {
  do for (const { id } of await openRuns()) await verifyVersion({ ctx: worker(), input: { runId: id } });
  while ((await extend()).queued > 0);
};

test("a version runs again once its market has more bars, and only then", async () => {
  await grow("MORE", 800);
  const creator = await verbs().person({ creator: true });
  await published(creator, documentOn(["MORE"]));
  expect(await extend()).toEqual({ queued: 0, isCut: false });
  await grow("MORE", 820);
  expect(await extend()).toEqual({ queued: 1, isCut: false });
  const [run, more] = await openRuns();
  expect([run?.kind, more]).toEqual(["extension", undefined]);
  expect(await jobs()).toContain(run?.id);
  expect(await extend()).toEqual({ queued: 0, isCut: false });
  await verifyNewest();
  expect((await runsOf()).at(-1)).toMatchObject({ kind: "extension", state: "passed" });
  expect(await extend()).toEqual({ queued: 0, isCut: false });
});

test("a market of several symbols waits for all of them", async () => {
  const creator = await verbs().person({ creator: true });
  const { id } = await draft(creator, documentOn(["EAST", "WEST"]));
  const { revision } = await submit(creator, id);
  await approve(id, revision);
  await grow("EAST", 800);
  expect(await extend()).toMatchObject({ queued: 0 });
  await grow("WEST", 800);
  expect(await extend()).toMatchObject({ queued: 1 });
  await verifyNewest();
  expect((await runsOf()).at(-1)).toMatchObject({ kind: "extension", state: "passed" });
  await grow("WEST", 801);
  expect(await extend()).toMatchObject({ queued: 1 });
  await verifyNewest();
});

test("several nights at once queue each version once", async () => {
  const creator = await verbs().person({ creator: true });
  await grow("CROWD", 800);
  for (const length of [7, 8, 9]) await published(creator, documentOn(["CROWD"], length));
  await grow("CROWD", 830);
  const before = await jobs();
  const nights = await Promise.all([extend(), extend(), extend(), extend()]);
  expect(nights.reduce((sum, { queued }) => sum + queued, 0)).toBe(3);
  const open = await openRuns();
  expect(open).toHaveLength(3);
  expect((await jobs()).length - before.length).toBe(3);
  await finish();
});

test("one night queues no more than its bound and goes on the next; what is not for sale is left alone", async () => {
  const creator = await verbs().person({ creator: true });
  await grow("BOUND", 800);
  await finish();
  const listings: OwnListing[] = [];
  for (const length of [10, 11, 12]) listings.push(await published(creator, documentOn(["BOUND"], length)));
  for (const { id } of listings.slice(0, 1))
    await archiveListing({ ctx: as(creator), input: { listingId: id } });
  await grow("BOUND", 900);
  expect(await extend(1)).toEqual({ queued: 1, isCut: true });
  expect(await extend(1)).toEqual({ queued: 1, isCut: true });
  expect(await extend(1)).toEqual({ queued: 0, isCut: false });
  expect(await openRuns()).toHaveLength(2);
});
