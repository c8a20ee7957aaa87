import type { ListingId } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { describe, expect, test } from "vitest";
import { getProof } from "../proofs/get-proof.ts";
import { extendProofs } from "./extend-proofs.ts";
import { deadDocument, documentOn, seedBars, useProofs } from "./proofs.fixture.ts";

const { verbs, as, worker, draft, submit, runsOf, verifyNewest, approve, published, told } = useProofs();

describe("an extension", () => {
  const extend = async () => {
    await extendProofs({ ctx: worker() });
    await verifyNewest();
  };
  const evidenceOf = async (listingId: ListingId) => {
    const [row] = await verbs().db.stored(
      "SELECT tier, run_id, years, after_return FROM listing_evidence WHERE listing_id = $1",
      [uuidFromId("lst", listingId)],
    );
    return row;
  };

  test("carries on the record of a version that passed once, though what was sealed has become too short", async () => {
    await seedBars(verbs(), { symbol: "LATE", count: 800, seed: 5, sealedAt: 600 });
    const creator = await verbs().person({ creator: true });
    const { id } = await published(creator, documentOn(["LATE"]));
    const before = await evidenceOf(id);
    await verbs().db.stored("UPDATE listing_versions SET published_at = $2 WHERE listing_id = $1", [
      uuidFromId("lst", id),
      new Date(Date.UTC(2018, 0, 1) + 605 * 86_400_000),
    ]);
    await seedBars(verbs(), { symbol: "LATE", count: 850, seed: 5, sealedAt: 600 });
    await extend();
    expect((await runsOf()).at(-1)).toMatchObject({ kind: "extension", state: "passed" });
    const { report } = await getProof({ ctx: as(visitor), input: { listingId: id } });
    expect(report?.gate.filter(({ passed }) => !passed).map(({ check }) => check)).toEqual(["trades"]);
    expect(report?.segments).toMatchObject({ holdout: { bars: 5 }, afterPublication: { bars: 245 } });
    const after = await evidenceOf(id);
    expect(after?.["run_id"]).not.toBe(before?.["run_id"]);
    expect(after?.["after_return"]).toBe(report?.segments.afterPublication?.totalReturn);
    expect(await told(creator)).toHaveLength(1);
  });

  test("has to pass the whole gate where nothing did before, and leaves the listing as it was", async () => {
    const creator = await verbs().person({ creator: true });
    const { id } = await draft(creator, deadDocument(["SOON"]));
    const { revision } = await submit(creator, id);
    await approve(id, revision);
    const before = await evidenceOf(id);
    await seedBars(verbs(), { symbol: "SOON", count: 800, seed: 5, sealedAt: 600 });
    await extend();
    expect((await runsOf()).at(-1)).toMatchObject({ kind: "extension", state: "failed" });
    expect(await evidenceOf(id)).toEqual(before);
    expect(before).toMatchObject({ tier: "unverified", run_id: null });
    expect(await getProof({ ctx: as(visitor), input: { listingId: id } })).toMatchObject({
      state: "unavailable",
    });
    expect(await told(creator)).toEqual([]);
  });
});
