import { uuidFromId } from "@boltz/db";
import { pseudonymOf, system, visitor } from "@boltz/domain";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { Backtester } from "../backtester.ts";
import { removeListing } from "../moderation/remove-listing.ts";
import { getProof } from "../proofs/get-proof.ts";
import { addVersion } from "../strategies/add-version.ts";
import { refusal } from "../verbs.fixture.ts";
import { getVerification } from "./get-verification.ts";
import { deadDocument, documentOn, seedBars, useProofs } from "./proofs.fixture.ts";
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

describe("runs that meet something else", () => {
  test("a run says how far it has come while it goes on", async () => {
    const creator = await verbs().person({ creator: true });
    const { id, strategyId } = await draft(creator, documentOn(["WALK"]));
    await submit(creator, id);
    const standing = () => getVerification({ ctx: as(creator), input: { strategyId } });
    const prove: Backtester["prove"] = async (request, onProgress) => {
      onProgress(0.4, "Measuring luck");
      onProgress(0.5, "Too soon after to be written");
      await expect
        .poll(standing)
        .toMatchObject({ state: "running", progress: expect.closeTo(0.4), stage: "Measuring luck" });
      return worker().backtester.prove(request, () => {});
    };
    await verifyVersion({ ctx: worker({ prove }), input: { runId: await newestRun() } });
    expect(await standing()).toMatchObject({ state: "passed", progress: 1, stage: "" });
  });

  test("two workers at once write one end, and a replay writes nothing", async () => {
    const creator = await verbs().person({ creator: true });
    const { id } = await draft(creator, documentOn(["WALK"]));
    await submit(creator, id);
    const runId = await newestRun();
    await Promise.all([1, 2, 3].map(() => verifyVersion({ ctx: worker(), input: { runId } })));
    await verifyVersion({ ctx: worker(), input: { runId } });
    expect(await told(creator)).toHaveLength(1);
    const audits = await verbs().db.stored(
      "SELECT action FROM audit_log WHERE subject_id = $1 AND action LIKE 'verification%'",
      [uuidFromId("lst", id)],
    );
    expect(audits).toEqual([{ action: "verification_passed" }]);
  });

  test("an approval that comes while the run ends is refused or comes after it, never in between", async () => {
    const creator = await verbs().person({ creator: true });
    for (const document of [documentOn(["WALK"]), deadDocument(["WALK"])]) {
      const { id } = await draft(creator, document);
      const { revision } = await submit(creator, id);
      const runId = await newestRun();
      const ended = verifyVersion({ ctx: worker(), input: { runId } });
      const codes: (string | undefined)[] = [];
      let isOver = false;
      const over = ended.then(() => {
        isOver = true;
      });
      while (!isOver) codes.push(await refusal(approve(id, revision)));
      await over;
      const [row] = await verbs().db.stored<{ status: string; state: string }>(
        "SELECT l.status, r.state FROM strategy_marketplace l JOIN backtest_runs r ON r.strategy_id = l.strategy_id WHERE l.id = $1",
        [uuidFromId("lst", id)],
      );
      expect(row?.status === "unpublished" || row?.state === "passed").toBe(true);
      for (const code of codes.slice(0, -2)) expect(code).toBe("verification_required");
    }
  });

  test("a market without bars is noted at once, needs no run, and is published as unverified", async () => {
    const creator = await verbs().person({ creator: true });
    const { id } = await draft(creator, documentOn(["WALK", "NONE"]));
    const before = await jobs();
    const { revision } = await submit(creator, id);
    expect(await jobs()).toBe(before);
    await approve(id, revision);
    expect(await getProof({ ctx: as(visitor), input: { listingId: id } })).toMatchObject({
      state: "unavailable",
      missingSymbols: ["NONE"],
      report: null,
      receipt: null,
    });
  });

  test("what is too much to read is not read, and told so", async () => {
    const creator = await verbs().person({ creator: true });
    const { id, strategyId } = await draft(creator, documentOn(["HUGE"]));
    await seedBars(verbs(), { symbol: "HUGE", count: 2, seed: 1, sealedAt: 1 });
    await verbs().db.stored(
      "UPDATE datasets SET bar_count = 2000001, bars_hash = repeat('0', 64) WHERE symbol = 'HUGE'",
    );
    await submit(creator, id);
    const proofs = asked.proofs.length;
    await verifyNewest();
    expect(asked.proofs).toHaveLength(proofs);
    const { gate } = await getVerification({ ctx: as(creator), input: { strategyId } });
    expect(gate[0]?.sentence).toMatch(/more time or memory/);
    expect(await refusal(submit(creator, id))).toBe("invalid_input");
  });

  test("what was removed or erased meanwhile is not run", async () => {
    const creator = await verbs().person({ creator: true });
    const { id, strategyId } = await published(creator, documentOn(["WALK"]));
    await addVersion({
      ctx: as(creator),
      input: { strategyId, version: "1.1.0", document: documentOn(["WALK"], 10), changelog: "" },
    });
    await submit(creator, id);
    const moderator = await verbs().person({ role: "moderator" });
    const removal = { listingId: id, reason: "It copies another one.", harm: false };
    await removeListing({ ctx: as(moderator), input: removal });
    const proofs = asked.proofs.length;
    await verifyNewest();
    expect(asked.proofs).toHaveLength(proofs);
    expect((await runsOf()).at(-1)?.state).toBe("failed");

    const erased = await verbs().person({ creator: true });
    await submit(erased, (await draft(erased, documentOn(["WALK"]))).id);
    const uuid = uuidFromId("usr", erased.id);
    const { name, email } = pseudonymOf(uuid);
    await verbs().db.database.withActor(system("test"), (tx) =>
      tx.execute(sql`select app.erase_identity(${uuid}, ${erased.id}, ${name}, ${email})`),
    );
    await verifyNewest();
    expect(asked.proofs).toHaveLength(proofs);
    expect((await runsOf()).at(-1)?.state).toBe("failed");
    expect(await told(erased)).toEqual([]);
  });
});
