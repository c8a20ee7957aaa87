import type { ListingId, OwnListing } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { seedEntitlement } from "@boltz/testkit";
import { beforeEach, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { updateListing } from "../listings/update-listing.ts";
import { type JobPayload, jobPayloads } from "../queue.ts";
import { addVersion } from "../strategies/add-version.ts";
import {
  approve,
  crossDocument,
  draftedListing,
  listingFields,
  publishedListing,
  useVerbs,
} from "../verbs.fixture.ts";
import { announceToAll } from "./announce-to-all.ts";

const verbs = useVerbs();
let creator: Person;
let reader: Person;

beforeEach(async () => {
  [creator, reader] = [await verbs().person({ creator: true }), await verbs().person()];
  await verbs().db.stored("DELETE FROM pgboss.job");
});

const uuid = (person: Person) => uuidFromId("usr", person.id);

const follow = (person: Person) =>
  verbs().db.stored("INSERT INTO follows (user_id, creator_id) VALUES ($1, $2)", [
    uuid(person),
    uuid(creator),
  ]);

const wish = (person: Person, listingId: ListingId) =>
  verbs().db.stored("INSERT INTO wishes (user_id, listing_id) VALUES ($1, $2)", [
    uuid(person),
    uuidFromId("lst", listingId),
  ]);

const own = (person: Person, { id: listingId, strategyId }: OwnListing) =>
  seedEntitlement(verbs().db, person, {
    ...{ listingId, strategyId, versionId: newId("ver"), priceMinor: 0n, currency: "USD" },
  });

const announced = async () => {
  const rows = await verbs().db.stored<{ data: unknown }>(
    "SELECT data FROM pgboss.job WHERE name = 'announce' ORDER BY created_on, id",
  );
  return rows.map(({ data }) => jobPayloads.announce.parse(data));
};

const tellAll = async (payloads?: readonly JobPayload<"announce">[]) => {
  for (const input of payloads ?? (await announced()))
    await announceToAll({ ctx: verbs().as(system("announce")), input });
};

interface Told {
  kind: string;
  params: Record<string, string>;
}

const told = (table: "notifications" | "email_outbox", person: Person) =>
  verbs().db.stored<Told>(`SELECT kind, params FROM ${table} WHERE user_id = $1 ORDER BY id`, [uuid(person)]);

const shown = (person: Person) => told("notifications", person);
const mailed = (person: Person) => told("email_outbox", person);
const kinds = (rows: readonly Told[]) => rows.map(({ kind }) => kind);

const sellFor = ({ id, revision }: OwnListing, amountMinor: string) => {
  const price = { ...listingFields.price, amountMinor };
  const input = { ...listingFields, listingId: id, revision, price };
  return updateListing({ ctx: verbs().as(creator), input });
};

const publishVersion = async ({ id, strategyId }: OwnListing, version: string, length: number) => {
  const document = crossDocument(length);
  const ctx = verbs().as(creator);
  await addVersion({ ctx, input: { strategyId, version, document, changelog: "Shorter average" } });
  return approve(verbs(), creator, id);
};

test("followers hear of a first publication: on the site and by mail, but not of one that did not come about", async () => {
  await follow(reader);
  const drafted = await draftedListing(verbs().as(creator));
  expect(await announced()).toEqual([]);
  const listing = await approve(verbs(), creator, drafted.id);
  expect(await announced()).toEqual([{ what: "listing", listingId: listing.id }]);
  await tellAll();
  const [news] = await shown(reader);
  expect(news).toMatchObject({
    kind: "listing_by_followed",
    params: {
      title: listing.title,
      creatorId: creator.id,
      url: `https://market.test/listings/${listing.id}`,
    },
  });
  expect(await mailed(reader)).toEqual([news]);
  expect(kinds(await shown(creator))).toEqual(["listing_approved"]);
});

test("owners and wishers hear of a new version once, also who is both; the creator does not", async () => {
  const [owner, both, frozen] = [await verbs().person(), await verbs().person(), await verbs().person()];
  const listing = await publishedListing(verbs(), creator);
  for (const person of [owner, both, frozen]) await own(person, listing);
  await verbs().db.stored("UPDATE user_strategy_access SET state = 'frozen' WHERE user_id = $1", [
    uuid(frozen),
  ]);
  for (const person of [reader, both, creator]) await wish(person, listing.id);
  await verbs().db.stored("DELETE FROM pgboss.job");
  await publishVersion(listing, "1.1.0", 30);
  await tellAll();
  await tellAll();
  for (const person of [owner, both, reader])
    expect(await mailed(person)).toMatchObject([{ kind: "version_published", params: { version: "1.1.0" } }]);
  expect([await shown(frozen), kinds(await shown(creator))]).toEqual([
    [],
    ["listing_approved", "listing_approved"],
  ]);
});

test("wishers who do not own it yet hear of a price that is the lowest of 30 days", async () => {
  const owner = await verbs().person();
  let listing = await publishedListing(verbs(), creator);
  await own(owner, listing);
  for (const person of [reader, owner]) await wish(person, listing.id);
  await verbs().db.stored("DELETE FROM pgboss.job");
  listing = await sellFor(listing, "9900");
  expect(await announced()).toEqual([]);
  listing = await sellFor(listing, "4950");
  await tellAll();
  expect([await shown(reader), await mailed(reader)]).toEqual([[], []]);
  listing = await sellFor(listing, "3900");
  listing = await sellFor(listing, "0");
  await tellAll();
  const [news, ...more] = await shown(reader);
  expect(news).toMatchObject({ kind: "price_dropped", params: { before: "39.00 USD", now: "free" } });
  expect([more, await shown(owner)]).toEqual([[], []]);
});

test("what was taken down before the job ran is no news, except to owners of what only left the market", async () => {
  await follow(reader);
  const owner = await verbs().person();
  const listing = await publishedListing(verbs(), creator);
  await own(owner, listing);
  await wish(reader, listing.id);
  await publishVersion(listing, "2.0.0", 40);
  const jobs = await announced();
  expect(jobs.map(({ what }) => what)).toEqual(["listing", "version"]);
  const set = (status: string) =>
    verbs().db.stored("UPDATE strategy_marketplace SET status = $2 WHERE id = $1", [
      uuidFromId("lst", listing.id),
      status,
    ]);
  await set("archived");
  await tellAll(jobs);
  expect([kinds(await shown(owner)), kinds(await shown(reader))]).toEqual([["version_published"], []]);
});

test("each way is told as it is wanted, and unasked mail goes to confirmed addresses only", async () => {
  const [quiet, mute, unconfirmed, erased] = [
    reader,
    await verbs().person(),
    await verbs().person({ verified: false }),
    await verbs().person(),
  ];
  for (const person of [quiet, mute, unconfirmed, erased]) await follow(person);
  await verbs().db.stored(
    `INSERT INTO notification_preferences (user_id, topic, in_app, mail)
     VALUES ($1, 'following', false, true), ($2, 'following', true, false)`,
    [uuid(quiet), uuid(mute)],
  );
  await verbs().db.stored("UPDATE users SET erased_at = now() WHERE id = $1", [uuid(erased)]);
  await publishedListing(verbs(), creator);
  await tellAll();
  const ways = async (person: Person) => [(await shown(person)).length, (await mailed(person)).length];
  expect(await Promise.all([quiet, mute, unconfirmed, erased].map(ways))).toEqual([
    [0, 1],
    [1, 0],
    [1, 0],
    [0, 0],
  ]);
});

/** The services, with every statement of their transactions counted. */
const counting = (ctx: Context) => {
  let statements = 0;
  const database: Context["database"] = {
    ...ctx.database,
    withActor: (actor, work) =>
      ctx.database.withActor(actor, (tx) =>
        work(
          new Proxy(tx, {
            get: (target, name) => {
              if (name === "execute" || name === "select") statements += 1;
              return Reflect.get(target, name, target);
            },
          }),
        ),
      ),
  };
  return { ctx: { ...ctx, database }, count: () => statements };
};

test("5,000 followers are told in a handful of statements, each once, however often the job runs at once", async () => {
  await verbs().db.stored(
    `WITH person AS (INSERT INTO users (id, name, email, email_verified)
       SELECT gen_random_uuid(), 'Follower', gen_random_uuid() || '@example.test', true FROM generate_series(1, 5000)
       RETURNING id)
     INSERT INTO follows (user_id, creator_id) SELECT id, $1 FROM person`,
    [uuid(creator)],
  );
  const { id: listingId } = await publishedListing(verbs(), creator);
  const input = { what: "listing", listingId } as const;
  const { ctx, count } = counting(verbs().as(system("announce")));
  await Promise.all([announceToAll({ ctx, input }), announceToAll({ ctx, input })]);
  expect(count()).toBeLessThanOrEqual(2 * (1 + 6 * 3));
  await announceToAll({ ctx, input });
  const [row] = await verbs().db.stored<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM notifications n WHERE n.params->>'creatorId' = $1) AS shown,
            (SELECT count(*)::int FROM email_outbox m WHERE m.params->>'creatorId' = $1) AS mailed,
            (SELECT count(DISTINCT m.user_id)::int FROM email_outbox m WHERE m.params->>'creatorId' = $1) AS people,
            (SELECT count(DISTINCT j.data->>'mailId')::int FROM pgboss.job j WHERE j.name = 'send-mail'
               AND j.data->>'mailId' IS NOT NULL) AS jobs`,
    [creator.id],
  );
  // One job more: the creator's own mail.
  expect(row).toEqual({ shown: 5_000, mailed: 5_000, people: 5_000, jobs: 5_001 });
}, 60_000);

test("a job of a listing that is not there is no fault", async () => {
  await tellAll([{ what: "listing", listingId: newId("lst") }]);
  expect(await announced()).toEqual([]);
});
