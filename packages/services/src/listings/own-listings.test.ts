import { ownListing } from "@boltz/contract";
import { visitor } from "@boltz/domain";
import { expect, test } from "vitest";
import { addVersion } from "../strategies/add-version.ts";
import { createStrategy } from "../strategies/create-strategy.ts";
import {
  approve,
  crossDocument,
  draftedListing,
  listingFields,
  publishedListing,
  refusal,
  refusedFields,
  useVerbs,
} from "../verbs.fixture.ts";
import { archiveListing, restoreListing } from "./archive-listing.ts";
import { createListing } from "./create-listing.ts";
import { getListing } from "./get-listing.ts";
import { getMyListing } from "./get-my-listing.ts";
import { getPriceHistory } from "./get-price-history.ts";
import { listMyListings } from "./list-my-listings.ts";
import { submitListing } from "./submit-listing.ts";
import { type UpdateListingInput, updateListing } from "./update-listing.ts";

const verbs = useVerbs();
const publicView = (listingId: Parameters<typeof getListing>[0]["input"]["listingId"]) =>
  getListing({ ctx: verbs().as(visitor), input: { listingId } });

test("a listing begins as a draft that only its author has on the desk", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const listing = await draftedListing(ctx);
  expect(ownListing.parse(listing)).toEqual(listing);
  expect(listing).toMatchObject({ status: "draft", edits: "none", revision: 1, latestVersion: "1.0.0" });
  expect(await getMyListing({ ctx, input: { listingId: listing.id } })).toEqual(listing);
  expect(await listMyListings({ ctx })).toEqual([listing]);
  expect(await refusal(publicView(listing.id))).toBe("not_found");
});

test("a strategy has one listing, however often it is begun", async () => {
  const ctx = verbs().as(await verbs().person({ creator: true }));
  const { id } = await createStrategy({
    ctx,
    input: { name: "Twice", version: "1.0.0", document: crossDocument(), changelog: "" },
  });
  const begin = () => createListing({ ctx, input: { strategyId: id, ...listingFields } });
  const outcomes = await Promise.all([refusal(begin()), refusal(begin()), refusal(begin())]);
  expect(outcomes.sort()).toEqual(["conflict", "conflict", undefined]);
  expect(await refusedFields(begin())).toEqual(["strategyId"]);
});

test("nobody lists, edits, submits or archives what is somebody else's", async () => {
  const creator = await verbs().person({ creator: true });
  const listing = await draftedListing(verbs().as(creator));
  const { id: listingId, strategyId, revision } = listing;
  for (const other of [
    await verbs().person({ creator: true }),
    await verbs().person({ role: "moderator", creator: true }),
  ]) {
    const ctx = verbs().as(other);
    const tries = [
      createListing({ ctx, input: { strategyId, ...listingFields } }),
      updateListing({ ctx, input: { listingId, revision, ...listingFields } }),
      submitListing({ ctx, input: { listingId } }),
      archiveListing({ ctx, input: { listingId } }),
      restoreListing({ ctx, input: { listingId } }),
      getMyListing({ ctx, input: { listingId } }),
    ].map(refusal);
    expect(new Set(await Promise.all(tries))).toEqual(new Set(["not_found"]));
  }
});

test("an edit on an old revision is refused; of two at once one wins", async () => {
  const ctx = verbs().as(await verbs().person({ creator: true }));
  const listing = await draftedListing(ctx);
  const save = (title: string, revision: number) =>
    updateListing({ ctx, input: { listingId: listing.id, revision, ...listingFields, title } });
  const outcomes = await Promise.all([refusal(save("First of two", 1)), refusal(save("Second of two", 1))]);
  expect(outcomes.sort()).toEqual(["conflict", undefined]);
  expect(await refusal(save("Late to the table", 1))).toBe("conflict");
  expect((await save("In its turn now", 2)).revision).toBe(3);
});

test("what is submitted and then changed has to be submitted again", async () => {
  const ctx = verbs().as(await verbs().person({ creator: true }));
  const { id: listingId } = await draftedListing(ctx);
  const submitted = await submitListing({ ctx, input: { listingId } });
  expect(submitted).toMatchObject({ status: "submitted", revision: 2 });
  expect(await refusal(submitListing({ ctx, input: { listingId } }))).toBe("wrong_state");
  const edited = await updateListing({
    ctx,
    input: { listingId, revision: 2, ...listingFields, title: "Another title now" },
  });
  expect(edited).toMatchObject({ status: "draft", revision: 3 });
  expect((await submitListing({ ctx, input: { listingId } })).status).toBe("submitted");
});

test("saving without a change changes nothing", async () => {
  const ctx = verbs().as(await verbs().person({ creator: true }));
  const { id: listingId } = await draftedListing(ctx);
  await submitListing({ ctx, input: { listingId } });
  expect(await updateListing({ ctx, input: { listingId, revision: 2, ...listingFields } })).toMatchObject({
    status: "submitted",
    revision: 2,
  });
});

test("who may not publish cannot submit, and stays able to write", async () => {
  const person = await verbs().person({ creator: true });
  const creator = { ...person, creator: { publish: false, sell: true, withdraw: true } };
  const ctx = verbs().as(creator);
  const { id: listingId } = await draftedListing(ctx);
  expect(await refusal(submitListing({ ctx, input: { listingId } }))).toBe("forbidden");
});

test("a public listing's price applies at once and is written into its history", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const listing = await publishedListing(verbs(), creator);
  const { id: listingId, revision } = listing;
  const price = { amountMinor: "2500", currency: "EUR" as const };
  const changed = await updateListing({ ctx, input: { listingId, revision, ...listingFields, price } });
  expect(changed).toMatchObject({ status: "published", edits: "none", price, revision: revision + 1 });
  expect((await publicView(listingId)).price).toEqual(price);
  const history = await getPriceHistory({ ctx: verbs().as(visitor), input: { listingId } });
  expect(history.map((step) => step.price)).toEqual([listingFields.price, price]);
  const onlyDays = await updateListing({
    ctx,
    input: { listingId, revision: changed.revision, ...listingFields, price, refundDays: 30 },
  });
  expect(onlyDays.refundDays).toBe(30);
  expect((await publicView(listingId)).refundDays).toBe(30);
  expect(await getPriceHistory({ ctx, input: { listingId } })).toHaveLength(2);
});

test("a public listing's words wait until they are approved", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const { id: listingId, revision } = await publishedListing(verbs(), creator);
  const input: UpdateListingInput = {
    listingId,
    revision,
    ...listingFields,
    title: "A better title",
    price: { amountMinor: "9900", currency: "USD" },
  };
  expect(await updateListing({ ctx, input })).toMatchObject({ status: "published", edits: "draft" });
  expect(await publicView(listingId)).toMatchObject({
    title: listingFields.title,
    price: listingFields.price,
  });
  const approved = await approve(verbs(), creator, listingId);
  expect(approved).toMatchObject({ status: "published", edits: "none", title: "A better title" });
  expect(await publicView(listingId)).toMatchObject({
    title: "A better title",
    price: { amountMinor: "9900" },
  });
  expect(await getPriceHistory({ ctx, input: { listingId } })).toHaveLength(2);
});

test("a newer version makes an approved listing ready to be submitted", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const { id: listingId, strategyId } = await publishedListing(verbs(), creator);
  expect(await refusal(submitListing({ ctx, input: { listingId } }))).toBe("wrong_state");
  await addVersion({
    ctx,
    input: { strategyId, version: "1.1.0", document: crossDocument(33), changelog: "Slower." },
  });
  expect((await publicView(listingId)).latestVersion?.version).toBe("1.0.0");
  await approve(verbs(), creator, listingId);
  const page = await publicView(listingId);
  expect(page.latestVersion?.version).toBe("1.1.0");
  expect(page.versions.map(({ version }) => version)).toEqual(["1.1.0", "1.0.0"]);
});

test("archived listings leave the market and come back as they were", async () => {
  const creator = await verbs().person({ creator: true });
  const ctx = verbs().as(creator);
  const { id: listingId } = await publishedListing(verbs(), creator);
  const before = await publicView(listingId);
  const twice = [
    archiveListing({ ctx, input: { listingId } }),
    archiveListing({ ctx, input: { listingId } }),
  ];
  expect((await Promise.all(twice.map(refusal))).sort()).toEqual([undefined, "wrong_state"].sort());
  expect(await refusal(publicView(listingId))).toBe("not_found");
  expect((await getListing({ ctx, input: { listingId } })).status).toBe("archived");
  expect((await restoreListing({ ctx, input: { listingId } })).status).toBe("published");
  expect(await refusal(restoreListing({ ctx, input: { listingId } }))).toBe("wrong_state");
  expect(await publicView(listingId)).toEqual(before);
});
