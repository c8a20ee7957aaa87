import { barBytes, decodeBars } from "@boltz/backtest";
import type { StrategyDocument } from "@boltz/contract";
import { visitor } from "@boltz/domain";
import { beforeAll, describe, expect, test } from "vitest";
import { refusal, refusedFields } from "../verbs.fixture.ts";
import { listTrials } from "./list-trials.ts";
import { documentOn, seedBars, useProofs } from "./proofs.fixture.ts";
import { runTrial } from "./run-trial.ts";

const { verbs, asked, as } = useProofs();
const firstDay = Date.UTC(2018, 0, 1);
const day = (bar: number) => firstDay + bar * 86_400_000;

beforeAll(async () => {
  await seedBars(verbs(), { symbol: "WALK", count: 900, seed: 7, sealedAt: 720 });
  await seedBars(verbs(), { symbol: "OTHER", count: 900, seed: 9, sealedAt: 600 });
});

const tryOut = async (document: StrategyDocument, creator?: Awaited<ReturnType<typeof author>>) =>
  runTrial({ ctx: as(creator ?? (await author())), input: { document } });
const author = () => verbs().person({ creator: true });

describe("an author's try", () => {
  test("never sees a sealed bar: not in what is run, and not in what comes out", async () => {
    const { figures, series, gate } = await tryOut(documentOn(["WALK"]));
    const [market] = asked.trials.at(-1)?.markets ?? [];
    expect(market?.bytes.length).toBe(720 * barBytes);
    // Nothing behind it in the same memory either.
    expect(market?.bytes.buffer.byteLength).toBe(720 * barBytes);
    expect(decodeBars(market?.bytes ?? new Uint8Array()).at.at(-1)).toBe(day(719));
    expect(figures).toMatchObject({ bars: 720, to: new Date(day(719)).toISOString() });
    expect(Math.max(...series.at)).toBe(day(719));
    expect(gate.map(({ check }) => check)).not.toContain("bars");
  });

  test("of several markets sees what is sealed in none of them", async () => {
    await tryOut(documentOn(["WALK", "OTHER"]));
    const lengths = asked.trials.at(-1)?.markets.map(({ bytes }) => bytes.length / barBytes);
    expect(lengths).toEqual([600, 600]);
  });

  test("is the same when sealed bars are different", async () => {
    await seedBars(verbs(), { symbol: "TWIN", count: 720, seed: 7, sealedAt: 720 });
    const [whole, cut] = [await tryOut(documentOn(["WALK"])), await tryOut(documentOn(["TWIN"]))];
    expect({ figures: whole.figures, series: whole.series }).toEqual({
      figures: cut.figures,
      series: cut.series,
    });
  });

  test("is counted once for each different document, at once too, and by market", async () => {
    const creator = await author();
    const first = documentOn(["WALK"]);
    const views = await Promise.all([1, 2, 3].map(() => tryOut(first, creator)));
    expect(views.map(({ isRepeated }) => isRepeated).toSorted()).toEqual([false, true, true]);
    expect(await tryOut(documentOn(["WALK"], 30), creator)).toMatchObject({ trials: 2, isRepeated: false });
    expect(await tryOut(documentOn(["OTHER"]), creator)).toMatchObject({ trials: 1 });
    expect(await tryOut(documentOn(["OTHER", "WALK"]), creator)).toMatchObject({ trials: 4 });
    expect(await tryOut(first)).toMatchObject({ trials: 1 });

    const { items, total } = await listTrials({ ctx: as(creator), input: { limit: 2 } });
    expect(total).toBe(4);
    expect(items.map(({ symbols, name }) => [symbols, name])).toEqual([
      [["OTHER", "WALK"], "Average cross"],
      [["OTHER"], "Average cross"],
    ]);
  });
});

describe("a try is refused", () => {
  test("with the places in the document that are wrong", async () => {
    const document = { ...documentOn(["WALK"]), indicators: {} };
    const fields = await refusedFields(tryOut(document));
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) expect(field).toMatch(/^document\./);
  });

  test("for a market without bars, which names what is missing and what there is", async () => {
    const trial = tryOut(documentOn(["WALK", "NONE"]));
    await expect(trial).rejects.toThrow(/no 1d bars here of NONE\. .*OTHER 1d.*WALK 1d/);
    const universe = { assetClass: "etfs", universe: "Every liquid fund" };
    expect(await refusal(tryOut({ ...documentOn([]), market: universe }))).toBe("no_bars");
  });

  test("for who is no creator, and nothing is counted", async () => {
    const input = { document: documentOn(["WALK"]) };
    expect(await refusal(runTrial({ ctx: as(visitor), input }))).toBe("unauthenticated");
    const buyer = await verbs().person();
    expect(await refusal(runTrial({ ctx: as(buyer), input }))).toBe("forbidden");
    expect(await refusal(listTrials({ ctx: as(buyer), input: { limit: 1 } }))).toBe("forbidden");
    const creator = await author();
    await refusal(
      runTrial({ ctx: as(creator, { tryOut: () => Promise.reject(new Error("no")) }), input }).catch(
        () => {},
      ),
    );
    expect((await listTrials({ ctx: as(creator), input: { limit: 1 } })).total).toBe(0);
  });
});
