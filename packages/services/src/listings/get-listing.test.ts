import { listingPage, listingRulesOutput } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { seedEntitlement, seedListing, seedPerson, seedReview } from "@boltz/testkit";
import { expect, test } from "vitest";
import { wishForListing } from "../following/wish-for-listing.ts";
import { addVersion } from "../strategies/add-version.ts";
import {
  crossDocument,
  draftedListing,
  listingFields,
  publishedListing,
  refusal,
  useVerbs,
} from "../verbs.fixture.ts";
import { archiveListing } from "./archive-listing.ts";
import { getListing } from "./get-listing.ts";
import { getListingRules } from "./get-listing-rules.ts";
import { getPriceHistory } from "./get-price-history.ts";

const verbs = useVerbs();

const published = async () => {
  const creator = await verbs().person({ creator: true });
  return { creator, listing: await publishedListing(verbs(), creator) };
};

test("everybody reads a published listing; what each has to do with it differs", async () => {
  const { creator, listing } = await published();
  const input = { listingId: listing.id };
  const page = await getListing({ ctx: verbs().as(visitor), input });
  expect(listingPage.parse(page)).toEqual(page);
  expect(page).toMatchObject({
    title: listingFields.title,
    tags: listingFields.tags,
    price: listingFields.price,
    status: "published",
    style: "trend",
    rating: { mean: null, count: 0 },
    creator: { id: creator.id },
    latestVersion: { version: "1.0.0" },
    viewer: { owns: false, isCreator: false, pendingPurchaseId: null, wished: false, flagged: false },
  });
  expect(await getListing({ ctx: verbs().as(creator), input })).toEqual({
    ...page,
    viewer: { ...page.viewer, isCreator: true },
  });
});

test("a buyer sees what is bought and what still waits for payment, each only their own", async () => {
  const { listing } = await published();
  const [owner, waiting, other] = [await verbs().person(), await verbs().person(), await verbs().person()];
  const versionId = (await getListing({ ctx: verbs().as(visitor), input: { listingId: listing.id } }))
    .latestVersion?.id;
  if (versionId === undefined) throw new Error("a published listing has a version");
  const { strategyId, id: listingId } = listing;
  await seedEntitlement(verbs().db, owner, {
    listingId,
    strategyId,
    versionId,
    priceMinor: 0n,
    currency: "USD",
  });
  const purchaseId = newId("pur");
  await verbs().db.stored(
    `INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, listing_title,
       list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days, provider, idempotency_key, request_hash,
       expires_at)
     SELECT $1, id, strategy_id, version_id, $2, creator_id, title, 100, 100, 'USD', 30, 70, 3000, 14, 'stripe', 'k', 'h',
       now() + interval '1 hour' FROM strategy_marketplace WHERE id = $3`,
    [uuidFromId("pur", purchaseId), uuidFromId("usr", waiting.id), uuidFromId("lst", listingId)],
  );
  const viewerOf = async (actor: typeof owner) =>
    (await getListing({ ctx: verbs().as(actor), input: { listingId } })).viewer;
  const nothing = { owns: false, isCreator: false, pendingPurchaseId: null, wished: false, flagged: false };
  expect(await viewerOf(owner)).toEqual({ ...nothing, owns: true });
  expect(await viewerOf(waiting)).toEqual({ ...nothing, pendingPurchaseId: purchaseId });
  expect(await viewerOf(other)).toEqual(nothing);
});

test("a page knows what its reader wished for and has reported", async () => {
  const db = verbs().db;
  const creator = await seedPerson(db, { creator: true });
  const listing = await seedListing(db, creator);
  const { listingId } = listing;
  const [reader, other] = [await seedPerson(db), await seedPerson(db)];
  const { reviewId } = await seedReview(db, other, listing);
  const viewerOf = async (actor: typeof reader) =>
    (await getListing({ ctx: verbs().as(actor), input: { listingId } })).viewer;
  const flag = (review: string | null) =>
    db.stored(
      "INSERT INTO listing_flags (id, listing_id, review_id, reporter_id, reason) VALUES ($1, $2, $3, $4, 'spam')",
      [uuidFromId("flg", newId("flg")), uuidFromId("lst", listingId), review, uuidFromId("usr", reader.id)],
    );
  await wishForListing({ ctx: verbs().as(reader), input: { listingId, wished: true } });
  await flag(uuidFromId("rev", reviewId));
  expect(await viewerOf(reader)).toMatchObject({ wished: true, flagged: false });
  await flag(null);
  await wishForListing({ ctx: verbs().as(reader), input: { listingId, wished: false } });
  expect(await viewerOf(reader)).toMatchObject({ wished: false, flagged: true });
  expect(await viewerOf(other)).toMatchObject({ wished: false, flagged: false });
});

test("what is not public is there for its author and for moderators alone", async () => {
  const creator = await verbs().person({ creator: true });
  const draft = await draftedListing(verbs().as(creator));
  const archived = (await published()).listing;
  const input = { listingId: draft.id };
  const moderator = await verbs().person({ role: "moderator" });
  for (const actor of [creator, moderator]) {
    const page = await getListing({ ctx: verbs().as(actor), input });
    expect(listingPage.parse(page)).toEqual(page);
    expect(page).toMatchObject({ status: "draft", publishedAt: null, latestVersion: { version: "1.0.0" } });
    expect((await getListingRules({ ctx: verbs().as(actor), input })).version).toBe("1.0.0");
    expect(await getPriceHistory({ ctx: verbs().as(actor), input })).toEqual([]);
  }
  const others = [visitor, await verbs().person(), await verbs().person({ role: "finance" })];
  for (const actor of others) {
    const ctx = verbs().as(actor);
    expect(await refusal(getListing({ ctx, input }))).toBe("not_found");
    expect(await refusal(getListingRules({ ctx, input }))).toBe("not_found");
    expect(await refusal(getPriceHistory({ ctx, input }))).toBe("not_found");
    expect(await refusal(getListing({ ctx, input: { listingId: newId("lst") } }))).toBe("not_found");
  }
  expect((await getListing({ ctx: verbs().as(moderator), input: { listingId: archived.id } })).status).toBe(
    "published",
  );
});

test("the rules of approved versions are public, those of others are not", async () => {
  const { creator, listing } = await published();
  const ctx = verbs().as(creator);
  await addVersion({
    ctx,
    input: { strategyId: listing.strategyId, version: "2.0.0", document: crossDocument(99), changelog: "" },
  });
  const rules = (actor: typeof creator | typeof visitor, version?: string) =>
    getListingRules({ ctx: verbs().as(actor), input: { listingId: listing.id, version } });
  const current = await rules(visitor);
  expect(listingRulesOutput.parse(current)).toEqual(current);
  expect(current).toMatchObject({ version: "1.0.0", document: null });
  expect((await rules(creator)).document).toEqual(crossDocument(20));
  expect(current.sections.flatMap(({ sentences }) => sentences).join(" ")).toContain("20-bar");
  expect(await rules(visitor, "1.0.0")).toEqual(current);
  expect(await refusal(rules(visitor, "2.0.0"))).toBe("not_found");
  expect(await refusal(rules(creator, "3.0.0"))).toBe("not_found");
  expect((await rules(creator, "2.0.0")).document).toEqual(crossDocument(99));
});

test("the document is for who bought it, and for everybody where it is free", async () => {
  const db = verbs().db;
  const seller = await seedPerson(db, { creator: true });
  const paid = await seedListing(db, seller);
  const free = await seedListing(db, seller, { priceMinor: 0n });
  const [buyer, other] = [await seedPerson(db), await seedPerson(db)];
  await seedEntitlement(db, buyer, paid);
  const documentFor = async (actor: typeof buyer | typeof visitor, { listingId }: typeof paid) =>
    (await getListingRules({ ctx: verbs().as(actor), input: { listingId } })).document;
  expect(await documentFor(buyer, paid)).not.toBeNull();
  expect(await documentFor(seller, paid)).not.toBeNull();
  expect(await documentFor(other, paid)).toBeNull();
  expect(await documentFor(visitor, paid)).toBeNull();
  expect(await documentFor(visitor, free)).not.toBeNull();
  await db.stored("UPDATE user_strategy_access SET state = 'frozen'");
  expect(await documentFor(buyer, paid)).toBeNull();
});

test("an archived listing has no public page", async () => {
  const { creator, listing } = await published();
  await archiveListing({ ctx: verbs().as(creator), input: { listingId: listing.id } });
  const buyer = await verbs().person();
  expect(await refusal(getListing({ ctx: verbs().as(buyer), input: { listingId: listing.id } }))).toBe(
    "not_found",
  );
});
