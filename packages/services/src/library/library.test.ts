import { generateKeyPairSync } from "node:crypto";
import { sha256, signingKeyOf, verifyBundle } from "@boltz/bundle";
import type { ErrorCode } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Actor, type Person, payoutMinimumsOf, visitor } from "@boltz/domain";
import {
  type SeededListing,
  seedEntitlement,
  seedListing,
  seedPerson,
  seedVersion,
  useDatabase,
} from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import type { Context } from "../context.ts";
import { installStrategy } from "./install-strategy.ts";
import { listLibrary } from "./list-library.ts";
import { openBundle } from "./open-bundle.ts";

const db = useDatabase();

const signingKeyPem = generateKeyPairSync("ed25519")
  .privateKey.export({ type: "pkcs8", format: "pem" })
  .toString();
const start = new Date("2026-03-01T12:00:00.000Z");
const later = (seconds: number) => new Date(start.getTime() + seconds * 1_000);
const none = () => Promise.resolve([]);
const noDesk = {
  schedules: none,
  depths: none,
  ages: none,
  failed: none,
  retry: () => Promise.resolve(false),
};

const unused = () => {
  throw new Error("the library neither pays nor mails");
};

const contextOf = (actor: Actor, now = start): Context => ({
  actor,
  database: db().database,
  reader: db().reader,
  queue: { send: unused, sendMany: unused, desk: noDesk },
  providers: {},
  mailer: { send: unused },
  backtester: { prove: unused, tryOut: unused },
  settings: {
    feeBps: 3_000,
    holdDays: 7,
    payoutMinimums: payoutMinimumsOf(1_000),
    publicUrl: "https://market.test",
    checkoutMinutes: 30,
    ...{ erasureDays: 14, retentionYears: 10, linkSecret: "links in tests only" },
    signingKeyPem,
  },
  now: () => now,
});

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "went through",
    (error: { code?: ErrorCode }) => error.code,
  );

let creator: Person;
let buyer: Person;
let listing: SeededListing;

beforeAll(async () => {
  creator = await seedPerson(db(), { creator: true });
  buyer = await seedPerson(db());
  listing = await seedListing(db(), creator, { priceMinor: 0n, title: "Channel breakout" });
  await seedEntitlement(db(), buyer, listing);
});

const install = (actor: Actor, of: SeededListing = listing, version?: string) =>
  installStrategy({ ctx: contextOf(actor), input: { listingId: of.listingId, version } });
const tokenOf = (url: string) => url.replace("https://market.test/bundles/", "");
const open = (url: string, now = start) =>
  openBundle({ ctx: contextOf(visitor, now), input: { token: tokenOf(url) } });
const list = (actor: Actor, page: { cursor?: string; limit?: number } = {}) =>
  listLibrary({ ctx: contextOf(actor), input: { limit: 24, ...page } });
const setState = (person: Person, of: SeededListing, state: "active" | "frozen" | "revoked") =>
  db().stored(
    `UPDATE user_strategy_access SET state = $1, ended_at = CASE WHEN $1 = 'revoked' THEN now() END
     WHERE user_id = $2 AND listing_id = $3`,
    [state, uuidFromId("usr", person.id), uuidFromId("lst", of.listingId)],
  );
/** A fresh listing that a fresh buyer owns, for tests that take something away. */
const boughtListing = async () => {
  const own = {
    buyer: await seedPerson(db()),
    listing: await seedListing(db(), creator, { priceMinor: 0n }),
  };
  await seedEntitlement(db(), own.buyer, own.listing);
  return own;
};

describe("installing", () => {
  test("the link answers exactly the announced bytes: the owned strategy, signed", async () => {
    const link = await install(buyer);
    expect(link).toMatchObject({ version: "1.0.0", expiresAt: later(60).toISOString() });
    const { fileName, bytes } = await open(link.bundleUrl, later(59));
    expect(fileName).toBe(`${listing.listingId}-1.0.0.zip`);
    expect(sha256(bytes)).toBe(link.bundleSha256);
    const { manifest, files } = verifyBundle(bytes, [signingKeyOf(signingKeyPem)]);
    expect(manifest).toMatchObject({
      listingId: listing.listingId,
      strategyId: listing.strategyId,
      issuedAt: start.toISOString(),
    });
    const [version] = await db().stored<{ document: string }>(
      "SELECT document FROM strategy_versions WHERE id = $1",
      [uuidFromId("ver", listing.versionId)],
    );
    expect(new TextDecoder().decode(files.get("strategy.json"))).toBe(version?.document);
  });

  test("a broken download can be repeated while the link lives", async () => {
    const link = await install(buyer);
    const first = await open(link.bundleUrl, later(1));
    const second = await open(link.bundleUrl, later(30));
    expect(second.bytes).toEqual(first.bytes);
    const rows = await db().stored<{ downloaded_at: Date }>(
      "SELECT downloaded_at FROM installs WHERE downloaded_at = $1",
      [later(1)],
    );
    expect(rows).toHaveLength(1);
  });

  test("only the token's hash is stored", async () => {
    const link = await install(buyer);
    const rows = await db().stored<{ row: string }>("SELECT installs::text AS row FROM installs");
    expect(rows.filter(({ row }) => row.includes(tokenOf(link.bundleUrl)))).toEqual([]);
    expect(rows.filter(({ row }) => row.includes(sha256(Buffer.from(tokenOf(link.bundleUrl)))))).toHaveLength(
      1,
    );
  });

  test("a link ends after 60 seconds, and a made-up one leads nowhere", async () => {
    const link = await install(buyer);
    expect(await codeOf(open(link.bundleUrl, later(60)))).toBe("link_expired");
    expect(await codeOf(open("https://market.test/bundles/guessed"))).toBe("not_found");
  });

  test("the latest approved version comes by itself, an older one by name, another one never", async () => {
    const own = await boughtListing();
    await seedVersion(db(), own.listing, "1.9.0");
    await seedVersion(db(), own.listing, "1.10.0");
    await seedVersion(db(), own.listing, "2.0.0", { approved: false });
    expect((await install(own.buyer, own.listing)).version).toBe("1.10.0");
    expect((await install(own.buyer, own.listing, "1.0.0")).version).toBe("1.0.0");
    expect(await codeOf(install(own.buyer, own.listing, "2.0.0"))).toBe("not_found");
    expect(await codeOf(install(own.buyer, own.listing, "9.9.9"))).toBe("not_found");
  });

  test.each(["revoked", "frozen"] as const)("a %s right ends new links and open ones", async (state) => {
    const own = await boughtListing();
    const link = await install(own.buyer, own.listing);
    await setState(own.buyer, own.listing, state);
    expect(await codeOf(install(own.buyer, own.listing))).toBe("not_entitled");
    expect(await codeOf(open(link.bundleUrl))).toBe("not_entitled");
  });

  test("what somebody else bought is not one's own", async () => {
    expect(await codeOf(install(await seedPerson(db())))).toBe("not_entitled");
    expect(await codeOf(install(await seedPerson(db(), { role: "admin" })))).toBe("not_entitled");
  });

  test("an archived listing stays with its buyer; a stranger does not learn that it was there", async () => {
    const own = await boughtListing();
    await db().stored("UPDATE strategy_marketplace SET status = 'archived' WHERE id = $1", [
      uuidFromId("lst", own.listing.listingId),
    ]);
    const link = await install(own.buyer, own.listing);
    expect((await open(link.bundleUrl)).fileName).toContain(own.listing.listingId);
    expect(await codeOf(install(buyer, own.listing))).toBe("not_found");
  });

  test("a visitor, an unverified and a suspended person install nothing", async () => {
    expect(await codeOf(install(visitor))).toBe("unauthenticated");
    expect(await codeOf(install({ ...buyer, emailVerified: false }))).toBe("email_unverified");
    expect(await codeOf(install({ ...buyer, suspended: true }))).toBe("suspended");
  });

  test("a suspension also ends a link that is already open", async () => {
    const own = await boughtListing();
    const link = await install(own.buyer, own.listing);
    await db().stored("UPDATE users SET suspended_at = now() WHERE id = $1", [
      uuidFromId("usr", own.buyer.id),
    ]);
    expect(await codeOf(open(link.bundleUrl))).toBe("suspended");
  });

  test("a creator installs their own strategy by one audited grant, however often and at once", async () => {
    const mine = await seedListing(db(), creator);
    const links = await Promise.all(Array.from({ length: 8 }, () => install(creator, mine)));
    expect((await open(links[0]?.bundleUrl ?? "")).fileName).toContain(mine.listingId);
    const grants = await db().stored(
      `SELECT 1 FROM audit_log g JOIN user_strategy_access a ON a.id = g.subject_id
       WHERE g.action = 'entitlement_granted' AND a.listing_id = $1 AND a.user_id = $2`,
      [uuidFromId("lst", mine.listingId), uuidFromId("usr", creator.id)],
    );
    expect(grants).toHaveLength(1);
    await setState(creator, mine, "revoked");
    expect(await codeOf(install(creator, mine))).toBe("not_entitled");
  });

  test("with another signing key the bundle does not verify against the old one", async () => {
    const other = generateKeyPairSync("ed25519")
      .privateKey.export({ type: "pkcs8", format: "pem" })
      .toString();
    const { bundleUrl } = await install(buyer);
    const { bytes } = await open(bundleUrl);
    expect(() => verifyBundle(bytes, [signingKeyOf(other)])).toThrow(
      expect.objectContaining({ reason: "unknown_key" }),
    );
  });
});

describe("the library", () => {
  test("shows what is owned, its approved versions newest first, and when it was installed last", async () => {
    const own = await boughtListing();
    await seedVersion(db(), own.listing, "1.9.0");
    await seedVersion(db(), own.listing, "1.10.0");
    await seedVersion(db(), own.listing, "2.0.0", { approved: false });
    expect((await list(own.buyer)).items).toMatchObject([
      {
        listingId: own.listing.listingId,
        ownedVersion: "1.0.0",
        latestVersion: "1.10.0",
        versions: ["1.10.0", "1.9.0", "1.0.0"],
        creator: { id: creator.id, displayName: `Creator ${creator.id}` },
        lastInstalledAt: null,
      },
    ]);
    const link = await install(own.buyer, own.listing);
    await open(link.bundleUrl, later(5));
    expect((await list(own.buyer)).items[0]?.lastInstalledAt).toBe(later(5).toISOString());
  });

  test("leaves out what was revoked or frozen, keeps what was archived", async () => {
    const own = await boughtListing();
    await db().stored("UPDATE strategy_marketplace SET status = 'archived' WHERE id = $1", [
      uuidFromId("lst", own.listing.listingId),
    ]);
    expect((await list(own.buyer)).items).toHaveLength(1);
    await setState(own.buyer, own.listing, "frozen");
    expect((await list(own.buyer)).items).toEqual([]);
    await setState(own.buyer, own.listing, "revoked");
    expect((await list(own.buyer)).items).toEqual([]);
  });

  test("pages newest first, each item once", async () => {
    const reader = await seedPerson(db());
    const bought: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const next = await seedListing(db(), creator, { priceMinor: 0n });
      await seedEntitlement(db(), reader, next);
      bought.unshift(next.listingId);
    }
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(reader, {
        limit: 2,
        ...(typeof cursor === "string" ? { cursor } : {}),
      });
      seen.push(...page.items.map((item) => item.listingId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(bought);
  });

  test("holds nobody else's things, also for staff, and is closed to visitors", async () => {
    expect((await list(await seedPerson(db()))).items).toEqual([]);
    expect((await list(await seedPerson(db(), { role: "admin" }))).items).toEqual([]);
    expect(await codeOf(list(visitor))).toBe("unauthenticated");
    expect(await codeOf(list(buyer, { cursor: "1 or 1=1" }))).toBe("invalid_input");
  });
});
