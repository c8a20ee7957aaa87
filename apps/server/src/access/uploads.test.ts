import { Readable } from "node:stream";
import { strategyId } from "@boltz/contract";
import { newId } from "@boltz/db";
import { createListing, decideListing, submitListing } from "@boltz/services";
import { seedEntitlement, seedPerson } from "@boltz/testkit";
import { expect, test } from "vitest";
import { z } from "zod";
import { attachedUpload } from "../testing/attached.fixture.ts";
import { exampleFields } from "../testing/listings.fixture.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { openClient, type Reply, send } from "./http-client.fixture.ts";

const market = useMarketplace({ listens: true });

const made = z.object({ result: z.object({ data: z.object({ id: strategyId }) }) });
const madeBy = ({ body }: Reply) => made.parse(JSON.parse(body)).result.data.id;

const { strategyFile, backtestFile, ...fields } = attachedUpload();
const large = { ...backtestFile, text: `${backtestFile.text}${" ".repeat(3_000_000)}` };
const upload = { name: "Tide", strategyFile, backtestFile: large, ...fields };
const chunks = (text: string) => Readable.from([text.slice(0, 1_000), text.slice(1_000)]);

const creatorDesk = async () => {
  const creator = await seedPerson(market().db, { creator: true });
  return { creator, desk: await openClient(market(), creator) };
};

test("files of some megabytes are taken where files are uploaded", async () => {
  const { desk } = await creatorDesk();
  const stored = await desk.mutate("strategies.createAttached", upload);
  expect(stored.status).toBe(200);
  const { name: _, ...version } = {
    ...{ ...upload, version: "1.1.0", strategyId: madeBy(stored) },
    strategyFile: { ...strategyFile, text: `${strategyFile.text}#` },
  };
  expect((await desk.mutate("strategies.addAttachedVersion", version)).status).toBe(200);
  expect(await market().db.stored("SELECT 1 FROM attached_files")).toHaveLength(4);
  const tooLong = { ...backtestFile, text: "x".repeat(3_500_001) };
  const refused = await desk.mutate("strategies.createAttached", { ...upload, backtestFile: tooLong });
  expect([refused.status, refused.error?.issues.map(({ path }) => path.join("."))]).toEqual([
    400,
    ["backtestFile.text"],
  ]);
});

test("what is larger is refused before anybody reads it, and nothing else takes as much", async () => {
  const headers = { "content-type": "application/json", origin: market().url };
  const statusOf = async (path: string, body: string | Readable) => {
    const { status, error } = await send(market(), `/api/trpc/${path}`, { method: "POST", headers, body });
    return [path, status, error?.code];
  };
  const over = JSON.stringify({ ...upload, changelog: "x".repeat(8_400_000) });
  for (const path of ["strategies.createAttached", "strategies.addAttachedVersion"])
    for (const body of [over, chunks(over)])
      expect(await statusOf(path, body)).toEqual([path, 413, "too_large"]);
  const elsewhere = [
    "strategies.create",
    "strategies.createAttached,strategies.create",
    "strategies.createAttachedX",
  ];
  for (const path of elsewhere)
    expect(await statusOf(path, JSON.stringify(upload))).toEqual([path, 413, "too_large"]);
});

test("a bundle of uploaded files leaves as a file to save, never as a page", async () => {
  const { services, db } = market();
  const { creator, desk } = await creatorDesk();
  const ctx = { ...services, actor: creator };
  const id = madeBy(await desk.mutate("strategies.createAttached", upload));
  const { id: listingId } = await createListing({ ctx, input: { strategyId: id, ...exampleFields() } });
  const { revision } = await submitListing({ ctx, input: { listingId } });
  const moderator = await seedPerson(db, { role: "moderator" });
  const asModerator = { ...services, actor: moderator };
  await decideListing({ ctx: asModerator, input: { listingId, revision, outcome: "approved" } });
  const buyer = await seedPerson(db);
  await seedEntitlement(db, buyer, {
    ...{ listingId, strategyId: id, versionId: newId("ver") },
    ...{ priceMinor: 0n, currency: "USD" },
  });
  const link = z.object({ result: z.object({ data: z.object({ bundleUrl: z.url() }) }) });
  const { body } = await (await openClient(market(), buyer)).mutate("library.install", { listingId });
  const { pathname } = new URL(link.parse(JSON.parse(body)).result.data.bundleUrl);
  const { status, headers } = await (await openClient(market())).get(pathname);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "application/zip",
    "content-disposition": expect.stringMatching(/^attachment; filename="[\w.-]+\.zip"$/),
    "x-content-type-options": "nosniff",
  });
});
