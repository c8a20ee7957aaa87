import { verifyReceipt } from "@boltz/backtest";
import { MarketError } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { beforeAll, describe, expect, test } from "vitest";
import { updateListing } from "../listings/update-listing.ts";
import { getProof } from "../proofs/get-proof.ts";
import { listingFields, refusal, refusedFields } from "../verbs.fixture.ts";
import { getVerification } from "./get-verification.ts";
import { deadDocument, documentOn, publicKeyPem, seedBars, useProofs } from "./proofs.fixture.ts";
import { sweepRuns } from "./sweep-runs.ts";
import { verifyVersion } from "./verify-version.ts";

const { verbs, asked, as, worker, draft, submit, runsOf, newestRun, verifyNewest, approve, published, told } =
  useProofs();

beforeAll(async () => {
  await seedBars(verbs(), { symbol: "WALK", count: 900, seed: 7, sealedAt: 720 });
});

const jobs = async () => {
  const [row] = await verbs().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'verify-version'",
  );
  return row?.count ?? 0;
};

describe("a version that passes", () => {
  test("is run after it was submitted, and can be approved only then", async () => {
    const creator = await verbs().person({ creator: true });
    const { id, strategyId } = await draft(creator, documentOn(["WALK"]));
    const before = await jobs();
    const { revision } = await submit(creator, id);
    expect(await jobs()).toBe(before + 1);
    const standing = () => getVerification({ ctx: as(creator), input: { strategyId } });
    expect(await standing()).toMatchObject({ state: "queued", progress: 0, finishedAt: null });
    expect(await refusal(approve(id, revision))).toBe("verification_required");

    await verifyNewest();
    const after = await standing();
    expect(after).toMatchObject({ state: "passed", progress: 1, missingSymbols: [] });
    expect(after.gate.map(({ passed }) => passed)).toEqual(after.gate.map(() => true));
    expect(await told(creator)).toEqual([{ kind: "verification_passed", problems: undefined }]);
    expect((await approve(id, revision)).status).toBe("published");
  });

  test("shows a report whose signed receipt names the very run, and is ranked by it", async () => {
    const creator = await verbs().person({ creator: true });
    const { id } = await published(creator, documentOn(["WALK"], 9));
    const proof = await getProof({ ctx: as(visitor), input: { listingId: id } });
    expect(proof.state).toBe("passed");
    const believed = verifyReceipt(proof.receipt, publicKeyPem);
    expect(believed).toMatchObject({
      ok: true,
      payload: {
        specHash: proof.specHash,
        resultHash: proof.report?.resultHash,
        bars: [{ symbol: "WALK", count: 900, sha256: proof.report?.markets[0]?.barsHash }],
      },
    });
    const [evidence] = await verbs().db.stored(
      "SELECT tier, evidence, holdout_return, trades, symbols, cardinality(rule_tokens) > 3 AS has_tokens FROM listing_evidence WHERE listing_id = $1",
      [uuidFromId("lst", id)],
    );
    const { segments, overfitting } = proof.report ?? {};
    expect(evidence).toMatchObject({
      tier: "verified",
      evidence: overfitting?.evidence ?? 0,
      holdout_return: segments?.holdout?.totalReturn,
      trades: (segments?.inSample?.trades ?? 0) + (segments?.holdout?.trades ?? 0),
      symbols: ["WALK"],
      has_tokens: true,
    });
  });

  test("is counted as a try, and looks at the same sealed bars are counted", async () => {
    const creator = await verbs().person({ creator: true });
    await published(creator, documentOn(["WALK"], 8));
    await published(creator, documentOn(["WALK"], 11));
    const request = asked.proofs.at(-1);
    expect(request?.holdoutLooks).toBe(1);
    expect(request?.trials).toHaveLength(1);
    expect(request?.trials[0]?.sharpePerBar).not.toBeNull();
  });

  test("is not run again when it is submitted again", async () => {
    const creator = await verbs().person({ creator: true });
    const { id } = await draft(creator, documentOn(["WALK"]));
    await submit(creator, id);
    await verifyNewest();
    const runs = await runsOf();
    const { revision } = await updateListing({
      ctx: as(creator),
      input: { listingId: id, revision: 2, ...listingFields, title: "Another title" },
    });
    expect((await submit(creator, id)).revision).toBe(revision + 1);
    expect(await runsOf()).toEqual(runs);
  });
});

describe("a version that fails", () => {
  test("goes back to its author with words, and is not run on the same bars again", async () => {
    const creator = await verbs().person({ creator: true });
    const { id, strategyId } = await draft(creator, deadDocument(["WALK"]));
    const { revision } = await submit(creator, id);
    await verifyNewest();
    const { state, gate } = await getVerification({ ctx: as(creator), input: { strategyId } });
    expect(state).toBe("failed");
    const problems = gate.filter(({ passed }) => !passed).map(({ sentence }) => sentence);
    expect(problems.length).toBeGreaterThan(0);
    expect(await told(creator)).toEqual([{ kind: "verification_failed", problems }]);
    const [waiting] = await verbs().db.stored(
      "SELECT d.state, c.closed_at IS NULL AS waits FROM listing_drafts d JOIN moderation_cases c ON c.subject_id = d.listing_id WHERE d.listing_id = $1",
      [uuidFromId("lst", id)],
    );
    expect(waiting).toEqual({ state: "draft", waits: false });
    expect(await refusal(approve(id, revision))).toBe("wrong_state");
    expect(await refusedFields(submit(creator, id))).toContain("document.long.entry.all.1");
    const [kept] = await verbs().db.stored<{ fields: string[] }>(
      "SELECT ARRAY(SELECT jsonb_object_keys(report) ORDER BY 1) AS fields FROM backtest_runs WHERE state = 'failed'",
    );
    expect(kept?.fields).toEqual(["engine", "gate", "markets"]);
  });

  test("is run again in a newer version, or on other bars", async () => {
    const creator = await verbs().person({ creator: true });
    await seedBars(verbs(), { symbol: "GROW", count: 600, seed: 3, sealedAt: 560 });
    const { id, strategyId } = await draft(creator, documentOn(["GROW"]));
    await submit(creator, id);
    await verifyNewest();
    expect(await refusal(submit(creator, id))).toBe("invalid_input");
    await seedBars(verbs(), { symbol: "GROW", count: 900, seed: 3, sealedAt: 560 });
    await submit(creator, id);
    await verifyNewest();
    expect(await getVerification({ ctx: as(creator), input: { strategyId } })).toMatchObject({
      state: "passed",
    });
  });

  test("that asks for too much is told the limit, and that is that", async () => {
    const creator = await verbs().person({ creator: true });
    const { id, strategyId } = await draft(creator, documentOn(["WALK"]));
    await submit(creator, id);
    const ctx = worker({ prove: () => Promise.reject(new MarketError("backtest_limit")) });
    await verifyVersion({ ctx, input: { runId: await newestRun() } });
    const { state, gate } = await getVerification({ ctx: as(creator), input: { strategyId } });
    expect(state).toBe("failed");
    expect(gate[0]?.sentence).toMatch(/more time or memory/);
    expect(await refusal(submit(creator, id))).toBe("invalid_input");
  });

  test("whose run breaks off is run again, three times, and then calmly given up", async () => {
    const creator = await verbs().person({ creator: true });
    const { id, strategyId } = await draft(creator, documentOn(["WALK"]));
    await submit(creator, id);
    const runId = await newestRun();
    const ctx = worker({ prove: () => Promise.reject(new Error("the thread is gone")) });
    const standing = async () => (await getVerification({ ctx: as(creator), input: { strategyId } })).state;
    for (const _ of [1, 2, 3]) {
      await expect(verifyVersion({ ctx, input: { runId } })).rejects.toThrow("the thread is gone");
      expect(await standing()).toBe("running");
    }
    // The job is lost, and found to be missing once it is too old to live.
    expect(await sweepRuns({ ctx: worker() })).toEqual({ queued: 0 });
    await verbs().db.stored(
      "UPDATE backtest_runs SET started_at = now() - interval '25 minutes' WHERE id = $1",
      [uuidFromId("run", runId)],
    );
    const before = await jobs();
    expect(await sweepRuns({ ctx: worker() })).toEqual({ queued: 1 });
    expect(await jobs()).toBe(before + 1);
    await verifyVersion({ ctx, input: { runId } });
    const { state, gate } = await getVerification({ ctx: as(creator), input: { strategyId } });
    expect(state).toBe("failed");
    expect(gate[0]?.sentence).toMatch(/could not be finished/);
    await submit(creator, id);
    await verifyNewest();
    expect(await standing()).toBe("passed");
  });
});
