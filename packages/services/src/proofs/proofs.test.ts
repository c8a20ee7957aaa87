import type { ListingId } from "@boltz/contract";
import { idFromUuid, newId, uuidFromId } from "@boltz/db";
import { type Person, visitor } from "@boltz/domain";
import { seedEntitlement } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { getChanges } from "../library/get-changes.ts";
import { archiveListing } from "../listings/archive-listing.ts";
import { removeListing } from "../moderation/remove-listing.ts";
import { addVersion } from "../strategies/add-version.ts";
import { refusal } from "../verbs.fixture.ts";
import { documentOn, seedBars, useProofs } from "../verification/proofs.fixture.ts";
import { compareStrategies } from "./compare-strategies.ts";
import { getProof } from "./get-proof.ts";
import { listProofTrades } from "./list-proof-trades.ts";

const { verbs, as, draft, submit, verifyNewest, approve, published } = useProofs();

beforeAll(async () => {
  for (const [symbol, seed] of [
    ["WALK", 7],
    ["OTHER", 9],
  ] as const)
    await seedBars(verbs(), { symbol, count: 900, seed, sealedAt: 720 });
});

const author = () => verbs().person({ creator: true });
const proofOf = (actor: Parameters<typeof as>[0], listingId: ListingId, version?: string) =>
  getProof({ ctx: as(actor), input: { listingId, version } });

describe("a proof", () => {
  test("of what is not public is for its author and moderators, and nothing for others", async () => {
    const creator = await author();
    const { id } = await draft(creator, documentOn(["WALK"]));
    expect(await proofOf(creator, id)).toMatchObject({ state: "none", report: null, checkedAt: null });
    await submit(creator, id);
    const moderator = await verbs().person({ role: "moderator" });
    expect(await proofOf(moderator, id, "1.0.0")).toMatchObject({ state: "queued", report: null });
    await verifyNewest();
    const proof = await proofOf(moderator, id, "1.0.0");
    expect(proof.state).toBe("passed");
    expect(await proofOf(creator, id)).toEqual(proof);
    const trades = { listingId: id, limit: 5 };
    expect((await listProofTrades({ ctx: as(creator), input: trades })).items).toHaveLength(5);
    for (const other of [visitor, await verbs().person(), await author()]) {
      expect(await refusal(proofOf(other, id))).toBe("not_found");
      expect(await refusal(listProofTrades({ ctx: as(other), input: trades }))).toBe("not_found");
    }
    expect(await refusal(proofOf(creator, id, "9.0.0"))).toBe("not_found");
  });

  test("of a submitted version leaves the public one's as it is", async () => {
    const creator = await author();
    const { id, strategyId } = await published(creator, documentOn(["WALK"]));
    const document = documentOn(["WALK"], 12);
    await addVersion({ ctx: as(creator), input: { strategyId, version: "1.1.0", document, changelog: "" } });
    await submit(creator, id);
    await verifyNewest();
    expect((await proofOf(visitor, id)).version).toBe("1.0.0");
    expect(await refusal(proofOf(visitor, id, "1.1.0"))).toBe("not_found");
    expect((await proofOf(creator, id, "1.1.0")).report?.diff?.from).toBe("1.0.0");
  });

  test("shows every trade once, in order, with what its rules saw", async () => {
    const { id } = await published(await author(), documentOn(["WALK"]));
    const { report } = await proofOf(visitor, id);
    const seen: string[] = [];
    let cursor: string | undefined;
    let total = 0;
    do {
      const page = await listProofTrades({ ctx: as(visitor), input: { listingId: id, limit: 20, cursor } });
      expect(page.items.every(({ why }) => why.entry.some(({ holds }) => holds === true))).toBe(true);
      seen.push(...page.items.map(({ entryAt }) => entryAt));
      ({ total } = page);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    const closed = (report?.segments.inSample?.trades ?? 0) + (report?.segments.holdout?.trades ?? 0);
    expect(seen.length).toBe(total);
    expect(seen.length - closed).toBeLessThanOrEqual(1);
    expect(seen).toEqual([...new Set(seen)].toSorted());
    const wrong = { listingId: id, limit: 1, cursor: "nonsense" };
    expect(await refusal(listProofTrades({ ctx: as(visitor), input: wrong }))).toBe("invalid_input");
  });
});

describe("near-duplicates", () => {
  test("are named by their rules or by their returns, the author's own ones too, and others are not", async () => {
    const [first, copier] = [await author(), await author()];
    const original = await published(first, documentOn(["OTHER"], 8));
    const sameRules = await published(copier, documentOn(["WALK"], 21));
    const sameReturns = await published(first, {
      ...documentOn(["OTHER"], 8),
      long: {
        entry: { gt: [{ price: "close" }, { indicator: "average" }] },
        exit: { lt: [{ price: "close" }, { indicator: "average" }] },
      },
    });
    const { duplicates } = await proofOf(visitor, original.id);
    const named = new Map(duplicates.map((one) => [one.listingId, one]));
    expect(named.get(sameRules.id)).toMatchObject({ by: "rules", similarity: 1, isEarlier: false });
    expect(named.get(sameReturns.id)).toMatchObject({ by: "returns", creator: { id: first.id } });
    expect(named.get(sameReturns.id)?.similarity).toBeGreaterThan(0.98);
    expect(named.has(original.id)).toBe(false);
    const back = (await proofOf(visitor, sameRules.id)).duplicates;
    expect(back.find(({ listingId }) => listingId === original.id)).toMatchObject({
      isEarlier: true,
      creator: { id: first.id },
    });
    await archiveListing({ ctx: as(first), input: { listingId: original.id } });
    const left = (await proofOf(visitor, sameRules.id)).duplicates.map(({ listingId }) => listingId);
    expect(left).not.toContain(original.id);
  });
});

test("strategies are compared in the order asked for, and what is not public is left out", async () => {
  const creator = await author();
  const verified = await published(creator, documentOn(["WALK"], 13));
  const { id: unproved } = await draft(creator, documentOn(["NONE"]));
  await approve(unproved, (await submit(creator, unproved)).revision);
  const hidden = await draft(creator, documentOn(["WALK"], 14));
  const compared = await compareStrategies({
    ctx: as(visitor),
    input: { listingIds: [unproved, hidden.id, newId("lst"), verified.id] },
  });
  expect(compared.map(({ listingId, state }) => [listingId, state])).toEqual([
    [unproved, "unavailable"],
    [verified.id, "passed"],
  ]);
  expect(compared[0]).toMatchObject({ segments: null, series: null, symbols: ["NONE"], timeframe: "1d" });
  const { report } = await proofOf(visitor, verified.id);
  expect(compared[1]).toMatchObject({
    segments: report?.segments,
    overfitting: report?.overfitting,
    series: { at: report?.series.at, equity: report?.series.equity },
  });
});

describe("the changes of an update", () => {
  const withUpdate = async (creator: Person) => {
    const { id, strategyId } = await published(creator, documentOn(["WALK"], 8));
    const document = documentOn(["WALK"], 12);
    const changelog = "A longer average.";
    await addVersion({ ctx: as(creator), input: { strategyId, version: "1.1.0", document, changelog } });
    const { revision } = await submit(creator, id);
    await verifyNewest();
    await approve(id, revision);
    return id;
  };

  test("are told to who owns it: rules, words and behaviour on the same bars", async () => {
    const creator = await author();
    const listingId = await withUpdate(creator);
    const buyer = await verbs().person();
    const [listing] = await verbs().db.stored<{ strategy: string; version: string }>(
      "SELECT strategy_id AS strategy, version_id AS version FROM strategy_marketplace WHERE id = $1",
      [uuidFromId("lst", listingId)],
    );
    const { entitlementId } = await seedEntitlement(verbs().db, buyer, {
      ...{ listingId, priceMinor: 0n, currency: "USD" },
      strategyId: idFromUuid("str", listing?.strategy ?? ""),
      versionId: idFromUuid("ver", listing?.version ?? ""),
    });
    for (const person of [creator, buyer]) {
      const changes = await getChanges({ ctx: as(person), input: { listingId, from: "1.0.0" } });
      expect(changes).toMatchObject({ from: "1.0.0", to: "1.1.0", changelog: "A longer average." });
      expect(changes.rulesRemoved.join()).toMatch(/8-bar/);
      expect(changes.rulesAdded.join()).toMatch(/12-bar/);
      expect(changes.behaviour).toMatchObject({
        from: "1.0.0",
        rulesAdded: changes.rulesAdded,
        rulesRemoved: changes.rulesRemoved,
      });
      const back = await getChanges({ ctx: as(person), input: { listingId, from: "1.1.0", to: "1.0.0" } });
      expect(back).toMatchObject({ rulesAdded: changes.rulesRemoved, behaviour: null });
    }
    const ask = (actor: Parameters<typeof as>[0], from = "1.0.0") =>
      refusal(getChanges({ ctx: as(actor), input: { listingId, from } }));
    expect(await ask(await verbs().person())).toBe("not_entitled");
    expect(await ask(visitor)).toBe("unauthenticated");
    expect(await ask(buyer, "0.1.0")).toBe("not_found");
    await verbs().db.stored("UPDATE user_strategy_access SET state = 'frozen' WHERE id = $1", [
      uuidFromId("ent", entitlementId),
    ]);
    expect(await ask(buyer)).toBe("not_entitled");
    await verbs().db.stored("UPDATE user_strategy_access SET state = 'active' WHERE id = $1", [
      uuidFromId("ent", entitlementId),
    ]);
    const moderator = await verbs().person({ role: "moderator" });
    const removal = { listingId, reason: "It loses everything that is put in.", harm: true };
    await removeListing({ ctx: as(moderator), input: removal });
    expect(await ask(creator)).toBe("not_entitled");
    expect(await ask(buyer)).toBe("not_entitled");
    expect(await ask(await verbs().person())).toBe("not_found");
  });
});
