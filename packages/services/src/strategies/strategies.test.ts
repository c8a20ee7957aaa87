import { strategyView } from "@boltz/contract";
import { visitor } from "@boltz/domain";
import { expect, test } from "vitest";
import { crossDocument, refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { addVersion } from "./add-version.ts";
import { checkDocument } from "./check-document.ts";
import { createStrategy } from "./create-strategy.ts";
import { getStrategy } from "./get-strategy.ts";
import { listMyStrategies } from "./list-my-strategies.ts";

const verbs = useVerbs();
const first = { name: "Average cross", version: "1.0.0", document: crossDocument(20), changelog: "" };

const creatorWithStrategy = async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  return { creator, ctx, strategy: await createStrategy({ ctx, input: first }) };
};

test("a strategy is stored with its document, canonical and hashed", async () => {
  const { ctx, strategy } = await creatorWithStrategy();
  expect(strategyView.parse(strategy)).toEqual(strategy);
  expect(strategy.versions[0]?.document).toEqual(crossDocument(20));
  const [row] = await verbs().db.stored<{ document: string; summary: unknown }>(
    "select document, summary from strategy_versions where spec_hash = $1",
    [strategy.versions[0]?.specHash],
  );
  expect(row?.document.startsWith('{"costs":{"commissionBps":1')).toBe(true);
  expect(row?.summary).toMatchObject({ style: "trend", timeframe: "1d", indicators: ["sma"] });
  expect(await getStrategy({ ctx, input: { strategyId: strategy.id } })).toEqual(strategy);
  expect(await listMyStrategies({ ctx })).toEqual([strategy]);
});

test("versions only go forward, as numbers and not as text", async () => {
  const { ctx, strategy } = await creatorWithStrategy();
  const add = (version: string, length: number) =>
    addVersion({
      ctx,
      input: { strategyId: strategy.id, version, document: crossDocument(length), changelog: "" },
    });
  await add("1.9.0", 21);
  const view = await add("1.10.0", 22);
  expect(view.versions.map(({ version }) => version)).toEqual(["1.10.0", "1.9.0", "1.0.0"]);
  for (const version of ["1.10.0", "1.9.9", "0.99.0"])
    expect(await refusedFields(add(version, 23))).toEqual(["version"]);
});

test("the contents of an earlier version make no new one", async () => {
  const { ctx, strategy } = await creatorWithStrategy();
  const again = addVersion({ ctx, input: { ...first, strategyId: strategy.id, version: "2.0.0" } });
  expect(await refusal(again)).toBe("conflict");
  expect(await refusedFields(again)).toEqual(["document"]);
});

test("of one version written twice at once, one is kept", async () => {
  const { ctx, strategy } = await creatorWithStrategy();
  const tries = [30, 31, 32, 33].map((length) =>
    refusal(
      addVersion({
        ctx,
        input: { strategyId: strategy.id, version: "1.1.0", document: crossDocument(length), changelog: "" },
      }),
    ),
  );
  expect((await Promise.all(tries)).sort()).toEqual([
    "invalid_input",
    "invalid_input",
    "invalid_input",
    undefined,
  ]);
  expect((await getStrategy({ ctx, input: { strategyId: strategy.id } })).versions).toHaveLength(2);
});

test("a document that is no strategy is refused by the place that is wrong", async () => {
  const { ctx } = await creatorWithStrategy();
  const document = { ...crossDocument(), timeframe: "3d" };
  const tries = createStrategy({ ctx, input: { ...first, document } });
  expect(await refusal(tries)).toBe("invalid_input");
  expect(await refusedFields(tries)).toEqual(["document.timeframe"]);
  const checked = await checkDocument({ ctx, input: { document } });
  expect(checked).toMatchObject({ specHash: null, sections: [] });
  expect(checked.issues.map(({ path }) => path)).toEqual([["document", "timeframe"]]);
});

test("a good document is told in plain words before it is stored", async () => {
  const { ctx, strategy } = await creatorWithStrategy();
  const checked = await checkDocument({ ctx, input: { document: crossDocument(20) } });
  expect(checked.issues).toEqual([]);
  expect(checked.specHash).toBe(strategy.versions[0]?.specHash);
  expect(checked.sections.map(({ title }) => title)).toContain("Entering long");
});

test("somebody else's strategy is not there; a moderator reads it and changes nothing", async () => {
  const { strategy } = await creatorWithStrategy();
  const other = await verbs().person({ creator: true });
  const moderator = await verbs().person({ role: "moderator" });
  const read = (actor: typeof other) =>
    refusal(getStrategy({ ctx: verbs().as(actor), input: { strategyId: strategy.id } }));
  const change = (actor: typeof other) =>
    refusal(
      addVersion({
        ctx: verbs().as(actor),
        input: { strategyId: strategy.id, version: "2.0.0", document: crossDocument(50), changelog: "" },
      }),
    );
  expect([await read(other), await change(other)]).toEqual(["not_found", "not_found"]);
  expect([await read(moderator), await change(moderator)]).toEqual([undefined, "not_found"]);
});

test("only creators write strategies", async () => {
  const user = await verbs().person();
  const ctx = verbs().as(user);
  expect(await refusal(createStrategy({ ctx, input: first }))).toBe("forbidden");
  expect(await refusal(listMyStrategies({ ctx }))).toBe("forbidden");
  expect(await refusal(createStrategy({ ctx: verbs().as(visitor), input: first }))).toBe("unauthenticated");
});
