import { strategyView } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { seedEntitlement } from "@boltz/testkit";
import { expect, test } from "vitest";
import { attachedInput, exportedResult, strategyText } from "../attached/freqtrade.fixture.ts";
import { filesOfVersion } from "../library/version-files.ts";
import { createListing } from "../listings/create-listing.ts";
import { getListingRules } from "../listings/get-listing-rules.ts";
import { submitListing } from "../listings/submit-listing.ts";
import { decideListing } from "../moderation/decide-listing.ts";
import { getCase } from "../moderation/get-case.ts";
import { listCases } from "../moderation/list-cases.ts";
import { getProof } from "../proofs/get-proof.ts";
import { approve, crossDocument, listingFields, refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { getVerification } from "../verification/get-verification.ts";
import { addAttachedVersion } from "./add-attached-version.ts";
import { addVersion } from "./add-version.ts";
import { createAttached } from "./create-attached.ts";
import { createStrategy } from "./create-strategy.ts";

const verbs = useVerbs();

const creatorWithFiles = async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  return { creator, ctx, strategy: await createAttached({ ctx, input: attachedInput() }) };
};

const required = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("it is not there");
  return value;
};

const nextVersion = (changes: Parameters<typeof attachedInput>[0] = {}) => {
  const { name: _, ...input } = attachedInput({ version: "1.1.0", ...changes });
  return input;
};
const otherText = `${strategyText}# a later thought\n`;
const changed = { strategyFile: { name: "TideRider.py", text: otherText } };

test("files are stored as they came, with a manifest that names their bytes", async () => {
  const { strategy } = await creatorWithFiles();
  expect(strategyView.parse(strategy)).toEqual(strategy);
  const [version] = strategy.versions;
  expect(version).toMatchObject({
    kind: "attached",
    document: { format: "boltz.attached/1", name: "Tide rider", timeframe: "1h", className: "TideRider" },
  });
  const rows = await verbs().db.stored<{ name: string; text: string }>(
    "select name, convert_from(data, 'UTF8') as text from attached_files where version_id = $1 order by name desc",
    [uuidFromId("ver", required(version).id)],
  );
  expect(rows).toEqual([
    { name: "strategy.py", text: strategyText },
    { name: "backtest.json", text: attachedInput().backtestFile.text },
  ]);
});

test("the bundle of a version holds its manifest and both files, for who may have them", async () => {
  const { creator, ctx, strategy } = await creatorWithFiles();
  const { id: listingId } = await createListing({
    ctx,
    input: { strategyId: strategy.id, ...listingFields },
  });
  await approve(verbs(), creator, listingId);
  const [buyer, stranger] = [await verbs().person(), await verbs().person()];
  const row = required(strategy.versions[0]);
  await seedEntitlement(verbs().db, buyer, {
    ...{ listingId, strategyId: strategy.id, versionId: row.id },
    ...{ priceMinor: 4_900n, currency: "USD" },
  });
  const version = { ...row, strategyId: strategy.id, document: JSON.stringify(row.document) };
  const filesFor = (person: typeof buyer) =>
    ctx.database.withActor(person, (tx) => filesOfVersion(tx, { listingId, version, createdAt: new Date() }));
  const files = await filesFor(buyer);
  expect([...files.keys()].sort()).toEqual(["backtest.json", "strategy.json", "strategy.py"]);
  expect(new TextDecoder().decode(files.get("strategy.py"))).toBe(strategyText);
  expect([...(await filesFor(stranger)).keys()]).toEqual(["strategy.json"]);
});

test("a strategy is wholly attached or wholly declared", async () => {
  const { ctx, strategy } = await creatorWithFiles();
  const declare = addVersion({
    ctx,
    input: { strategyId: strategy.id, version: "2.0.0", document: crossDocument(), changelog: "" },
  });
  expect(await refusal(declare)).toBe("wrong_state");
  const declared = await createStrategy({
    ctx,
    input: { name: "Declared", version: "1.0.0", document: crossDocument(), changelog: "" },
  });
  const attach = addAttachedVersion({ ctx, input: { ...nextVersion(), strategyId: declared.id } });
  expect(await refusal(attach)).toBe("wrong_state");
});

test("a version is later than every earlier one and brings other files; of two at once one is kept", async () => {
  const { ctx, strategy } = await creatorWithFiles();
  const add = (changes: Parameters<typeof attachedInput>[0]) =>
    addAttachedVersion({ ctx, input: { ...nextVersion(changes), strategyId: strategy.id } });
  expect(await refusal(add({}))).toBe("conflict");
  expect(await refusedFields(add({}))).toEqual(["strategyFile"]);
  expect(await refusedFields(add({ ...changed, version: "0.9.0" }))).toEqual(["version"]);
  const both = await Promise.all([refusal(add(changed)), refusal(add(changed))]);
  expect(both.sort()).toEqual(["conflict", undefined]);
  const rows = await verbs().db.stored(
    "select f.name from attached_files f join strategy_versions v on v.id = f.version_id where v.strategy_id = $1",
    [uuidFromId("str", strategy.id)],
  );
  expect(rows).toHaveLength(4);
});

test("nothing is stored of files that are refused", async () => {
  const { ctx } = await creatorWithFiles();
  const count = () =>
    verbs().db.stored(
      "select (select count(*) from strategies) + (select count(*) from attached_files) as n",
    );
  const before = await count();
  const bad = attachedInput({ strategyFile: { name: "a.py", text: "import os" } });
  expect(await refusedFields(createAttached({ ctx, input: bad }))).toEqual(["strategyFile"]);
  expect(await count()).toEqual(before);
});

test("only creators attach files, and only to what is theirs", async () => {
  const { strategy } = await creatorWithFiles();
  const user = await verbs().person();
  const other = await verbs().person({ creator: true });
  const moderator = await verbs().person({ role: "moderator" });
  const create = (ctx: ReturnType<ReturnType<typeof verbs>["as"]>) =>
    refusal(createAttached({ ctx, input: attachedInput() }));
  expect([await create(verbs().as(user)), await create(verbs().as(visitor))]).toEqual([
    "forbidden",
    "unauthenticated",
  ]);
  for (const person of [other, moderator]) {
    const add = addAttachedVersion({
      ctx: verbs().as(person),
      input: { ...nextVersion(changed), strategyId: strategy.id },
    });
    expect(await refusal(add)).toBe("not_found");
  }
});

test("it is published as attached: read by a moderator, shown with its own figures, never ranked", async () => {
  const { creator, ctx, strategy } = await creatorWithFiles();
  const { id: listingId } = await createListing({
    ctx,
    input: { strategyId: strategy.id, ...listingFields },
  });
  const { revision } = await submitListing({ ctx, input: { listingId } });
  const moderator = verbs().as(await verbs().person({ role: "moderator" }));
  const waiting = await listCases({ ctx: moderator, input: {} });
  const one = required(waiting.find(({ listing }) => listing?.id === listingId));
  const view = await getCase({ ctx: moderator, input: { caseId: one.id } });
  expect(view.document).toMatchObject({ format: "boltz.attached/1" });
  expect(view.attachedText).toBe(strategyText);
  await decideListing({ ctx: moderator, input: { listingId, revision, outcome: "approved" } });

  const anybody = verbs().as(visitor);
  const proof = await getProof({ ctx: anybody, input: { listingId } });
  expect(proof).toMatchObject({ state: "attached", report: null, receipt: null, duplicates: [] });
  expect(proof.attached).toMatchObject({ engine: "freqtrade", trades: 4 });
  const rules = await getListingRules({ ctx: anybody, input: { listingId } });
  expect(rules.document).toBeNull();
  expect(rules.sections.map(({ title }) => title)).toEqual(["Files of another engine"]);
  expect(await getVerification({ ctx, input: { strategyId: strategy.id } })).toMatchObject({
    state: "attached",
  });
  const evidence = await verbs().db.stored(
    "select tier, evidence, asset_class, timeframe from listing_evidence where version_id = (select version_id from strategy_marketplace where creator_id = $1)",
    [uuidFromId("usr", creator.id)],
  );
  expect(evidence).toEqual([{ tier: "attached", evidence: null, asset_class: "crypto", timeframe: "1h" }]);

  await addAttachedVersion({ ctx, input: { ...nextVersion(changed), strategyId: strategy.id } });
  await approve(verbs(), creator, listingId);
  const later = await getProof({ ctx: anybody, input: { listingId } });
  expect(later).toMatchObject({ version: "1.1.0", state: "attached" });
});

test("what a wrong file claims stands beside what its trades give", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const text = JSON.stringify(exportedResult({ profit_total: 3.5 }));
  const input = attachedInput({ backtestFile: { name: "result.json", text } });
  const strategy = await createAttached({ ctx, input });
  const { id: listingId } = await createListing({
    ctx,
    input: { strategyId: strategy.id, ...listingFields },
  });
  const { attached } = await getProof({ ctx, input: { listingId } });
  expect(attached?.disagreements).toEqual([
    { figure: "profit_total", claimed: 3.5, recomputed: expect.closeTo(0.0188, 4) },
  ]);
});
