import { randomUUID } from "node:crypto";
import { type Role, wireError } from "@boltz/contract";
import type { Person } from "@boltz/domain";
import { startPurchase } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { exampleDocument, exampleFields, type MadeState, makeListing } from "../testing/listings.fixture.ts";
import { useMarketplace } from "../testing/use-marketplace.fixture.ts";
import { appRouter } from "./router.ts";

const market = useMarketplace();

const people = [
  "visitor",
  "unverified",
  "buyer",
  "creator",
  "owner",
  "moderator",
  "finance",
  "admin",
] as const;
type Who = (typeof people)[number];

const ok = "ok";
const sign = "unauthenticated";
const mail = "email_unverified";
const no = "forbidden";
const gone = "not_found";

/** What each of `people` gets, in that order. `owner` is who the thing belongs to: its creator, or its buyer. */
type Row = readonly [string, string, string, string, string, string, string, string];
const everybody: Row = [ok, ok, ok, ok, ok, ok, ok, ok];
const signedIn: Row = [sign, ok, ok, ok, ok, ok, ok, ok];
const creators: Row = [sign, no, no, ok, ok, no, no, no];
const verifiedCreators: Row = [sign, mail, no, ok, ok, no, no, no];
const itsCreator: Row = [sign, gone, gone, gone, ok, gone, gone, gone];
const moderators: Row = [sign, no, no, no, no, ok, no, ok];
const buyers: Row = [sign, mail, ok, ok, "own_listing", ok, ok, ok];
const itsBuyer: Row = [sign, gone, gone, gone, ok, gone, gone, gone];
const itsReader: Row = [sign, gone, gone, gone, ok, ok, gone, ok];

interface Case {
  who: Row;
  kind?: "mutation";
  input?: () => Promise<unknown>;
}

const signedInPeople = new Map<Who, { person: Person; token: string }>();

const personOf = (who: Who): Person => {
  const found = signedInPeople.get(who);
  if (found === undefined) throw new Error(`${who} is not signed in`);
  return found.person;
};

const made = (state: MadeState, free = false) =>
  makeListing(
    market().services,
    { creator: personOf("owner"), moderator: personOf("moderator") },
    state,
    free ? { price: { amountMinor: "0", currency: "EUR" } } : {},
  );

const listing = (state: MadeState) => async () => ({ listingId: (await made(state)).listingId });

const purchaseInput = async () => {
  const { listingId } = await made("published", true);
  const expectedPrice = { amountMinor: "0", currency: "EUR" as const };
  return {
    listingId,
    provider: "stripe" as const,
    method: "card" as const,
    expectedPrice,
    idempotencyKey: randomUUID(),
  };
};

/** What `owner` bought and got, of another creator. */
const owned = async () => {
  const { listingId } = await makeListing(
    market().services,
    { creator: personOf("creator"), moderator: personOf("moderator") },
    "published",
    { price: { amountMinor: "0", currency: "EUR" } },
  );
  const ctx = { ...market().services, actor: personOf("owner") };
  const input = { ...(await purchaseInput()), listingId };
  const { purchaseId } = await startPurchase({ ctx, input });
  return { listingId, purchaseId };
};

const version = (number: string) => {
  const costs = { commissionBps: Number.parseInt(number, 10), slippageBps: 9 };
  return { version: number, changelog: "", document: { ...exampleDocument(), costs } };
};

const cases: Record<string, Case> = {
  health: { who: everybody },
  "people.me": { who: everybody },
  "listings.search": { who: everybody, input: async () => ({}) },
  "listings.tagCounts": { who: everybody },
  "listings.get": { who: everybody, input: listing("published") },
  "listings.rules": { who: everybody, input: listing("published") },
  "listings.priceHistory": { who: everybody, input: listing("published") },
  "listings.mine": { who: creators },
  "listings.getMine": { who: itsCreator, input: listing("draft") },
  "listings.create": {
    kind: "mutation",
    who: [sign, mail, no, gone, "conflict", no, no, no],
    input: async () => ({ strategyId: (await made("draft")).strategyId, ...exampleFields() }),
  },
  "listings.update": {
    kind: "mutation",
    who: itsCreator,
    input: async () => {
      const { listingId, revision } = await made("draft");
      return { listingId, revision, ...exampleFields() };
    },
  },
  "listings.submit": { kind: "mutation", who: itsCreator, input: listing("draft") },
  "listings.archive": { kind: "mutation", who: itsCreator, input: listing("published") },
  "listings.restore": { kind: "mutation", who: itsCreator, input: listing("archived") },
  "strategies.create": {
    kind: "mutation",
    who: verifiedCreators,
    input: async () => ({ name: "Made by many", ...version("1.0.0") }),
  },
  "strategies.addVersion": {
    kind: "mutation",
    who: itsCreator,
    input: async () => ({ strategyId: (await made("draft")).strategyId, ...version("2.0.0") }),
  },
  "strategies.get": { who: itsReader, input: async () => ({ strategyId: (await made("draft")).strategyId }) },
  "strategies.mine": { who: creators },
  "strategies.check": { who: creators, input: async () => ({ document: exampleDocument() }) },
  "purchases.options": { who: everybody, input: listing("published") },
  "purchases.start": { kind: "mutation", who: buyers, input: purchaseInput },
  "purchases.get": { who: itsBuyer, input: async () => ({ purchaseId: (await owned()).purchaseId }) },
  "purchases.list": { who: signedIn, input: async () => ({}) },
  "library.list": { who: signedIn, input: async () => ({}) },
  "library.install": {
    kind: "mutation",
    who: [sign, mail, "not_entitled", ok, ok, "not_entitled", "not_entitled", "not_entitled"],
    input: async () => ({ listingId: (await owned()).listingId }),
  },
  "moderation.queue": { who: moderators },
  "moderation.review": { who: moderators, input: listing("submitted") },
  "moderation.decide": {
    kind: "mutation",
    who: moderators,
    input: async () => {
      const { listingId, revision } = await made("submitted");
      return { listingId, revision, outcome: "approved" };
    },
  },
  "audit.list": { who: [sign, no, no, no, no, no, ok, ok], input: async () => ({}) },
  "creators.dashboard": { who: creators },
  // Last, because it makes creators of them.
  "people.becomeCreator": {
    kind: "mutation",
    who: [sign, mail, ok, "wrong_state", "wrong_state", ok, ok, ok],
    input: async () => ({ displayName: `Name ${randomUUID()}` }),
  },
};

const seeds: Record<
  Exclude<Who, "visitor">,
  { role?: Exclude<Role, "creator">; creator?: boolean; verified?: boolean }
> = {
  unverified: { verified: false },
  buyer: {},
  creator: { creator: true },
  owner: { creator: true },
  moderator: { role: "moderator" },
  finance: { role: "finance" },
  admin: { role: "admin" },
};

const session = z.object({ token: z.string() });

const signInAll = async () => {
  const { internalAdapter } = await market().auth.$context;
  for (const who of people) {
    if (who === "visitor") continue;
    const person = await seedPerson(market().db, seeds[who]);
    const { token } = session.parse(await internalAdapter.createSession(person.id));
    signedInPeople.set(who, { person, token });
  }
};

const failure = z.object({ error: z.object({ data: wireError }) });

/** The code with which a call is refused, or `ok`. */
const outcomeOf = async (name: string, { kind, input }: Case, who: Who): Promise<string> => {
  const token = signedInPeople.get(who)?.token;
  const headers = {
    "content-type": "application/json",
    origin: market().url,
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const body = input === undefined ? undefined : JSON.stringify(await input());
  const address = `${market().url}/api/trpc/${name}`;
  const response =
    kind === "mutation"
      ? await market().app.request(address, { method: "POST", headers, body: body ?? "{}" })
      : await market().app.request(
          `${address}${body === undefined ? "" : `?input=${encodeURIComponent(body)}`}`,
          { headers },
        );
  const answer: unknown = await response.json();
  return response.ok ? ok : failure.parse(answer).error.data.code;
};

const kindOf = (procedure: unknown): unknown => {
  if (typeof procedure !== "function" || !("_def" in procedure)) return undefined;
  const { _def: definition } = procedure;
  return typeof definition === "object" && definition !== null && "type" in definition
    ? definition.type
    : undefined;
};

beforeAll(signInAll);

test("every procedure stands in the matrix, with its kind", () => {
  const procedures = Object.entries(appRouter._def.procedures);
  expect(procedures.map(([name]) => name).toSorted()).toEqual(Object.keys(cases).toSorted());
  const kinds = Object.fromEntries(procedures.map(([name, one]) => [name, kindOf(one)]));
  for (const [name, { kind }] of Object.entries(cases))
    expect([name, kinds[name]]).toEqual([name, kind ?? "query"]);
});

describe("who may call", () => {
  test.each(Object.entries(cases))("%s", async (name, row) => {
    const found: Record<string, string> = {};
    for (const who of people) found[who] = await outcomeOf(name, row, who);
    expect(found).toEqual(Object.fromEntries(people.map((who, at) => [who, row.who[at]])));
  });
});

test("who is not public is no page for others: draft, submitted and archived listings", async () => {
  for (const state of ["draft", "submitted"] as const) {
    const input = listing(state);
    for (const name of ["listings.get", "listings.rules", "listings.priceHistory", "purchases.options"])
      for (const who of ["visitor", "buyer", "creator", "finance"] as const)
        expect([name, state, who, await outcomeOf(name, { who: everybody, input }, who)]).toEqual([
          name,
          state,
          who,
          gone,
        ]);
    for (const who of ["owner", "moderator", "admin"] as const)
      expect(await outcomeOf("listings.get", { who: everybody, input }, who)).toBe(ok);
  }
});
