import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { isId, type UserId } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { readConfig, startMarketplace } from "@boltz/server/marketplace";
import {
  type SeededListing,
  seedEntitlement,
  seedListing,
  seedPerson,
  testSecret,
  useDatabase,
} from "@boltz/testkit";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.fixture.ts";
import { newKeyPem } from "./market.fixture.ts";

const db = useDatabase();
const buyer = { name: "Ada Buyer", email: "ada@example.test", password: "correct horse battery" };

let url: string;
let stop: () => Promise<void>;
let listing: SeededListing;
let desk: Desk;

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("there is no free port");
  return address.port;
};

/** What the web app sends: a cookie and its own origin. */
const asBrowser = (path: string, init: { body?: unknown; cookie?: string } = {}) =>
  fetch(`${url}/api/auth${path}`, {
    ...(init.body === undefined ? {} : { method: "POST", body: JSON.stringify(init.body) }),
    headers: {
      origin: url,
      "content-type": "application/json",
      ...(init.cookie === undefined ? {} : { cookie: init.cookie }),
    },
  });

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");

/** Does in the browser what the command line asks for: opens the page with the code and confirms it. */
const approve = async (): Promise<void> => {
  const { email, password } = buyer;
  const cookie = cookiesOf(await asBrowser("/sign-in/email", { body: { email, password } }));
  const code = /user_code=([A-Z0-9]+)/.exec(desk.printed.join("\n"))?.[1] ?? "";
  await asBrowser(`/device?user_code=${code}`, { cookie });
  const approved = await asBrowser("/device/approve", { body: { userCode: code }, cookie });
  expect(approved.status).toBe(200);
};

const signUp = async (): Promise<Person> => {
  const response = await asBrowser("/sign-up/email", { body: buyer });
  expect(response.status).toBe(200);
  const [row] = await db().stored<{ id: string }>(
    "UPDATE users SET email_verified = true WHERE email = $1 RETURNING id",
    [buyer.email],
  );
  const id: UserId = idFromUuid("usr", row?.id ?? "");
  expect(isId("usr", id)).toBe(true);
  const person = { kind: "person", id, role: "user", emailVerified: true, suspended: false } as const;
  return { ...person, secondFactorFresh: false, kyc: "none", creator: null };
};

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const market = await startMarketplace(
    readConfig({ PORT: String(port), PUBLIC_URL: url, LOG_LEVEL: "fatal", NODE_ENV: "test" }),
    {
      databaseUrl: db().adminUrl,
      smtpUrl: "smtp://127.0.0.1:1",
      stripe: null,
      razorpay: null,
      parts: { api: true, worker: false },
      host: "127.0.0.1",
      secrets: { appSecret: testSecret, signingKeyPem: newKeyPem() },
    },
  );
  stop = market.stop;
  listing = await seedListing(db(), await seedPerson(db(), { creator: true }), {
    priceMinor: 0n,
    title: "Channel breakout",
  });
  await seedEntitlement(db(), await signUp(), listing);
});
afterAll(() => stop());
beforeEach(async () => {
  desk = await openDesk();
  desk.session.sleep = approve;
  expect(await desk.run("login", "--server", url)).toBe(0);
});
afterEach(() => desk.close());

const install = (listingId: string = listing.listingId) =>
  desk.run("install", listingId, "--dir", "strategies", "--accept-unverified");
const said = () => desk.printed.join("\n");

test("signs in through the browser, lists, installs and verifies what was bought", async () => {
  expect(await desk.run("whoami")).toBe(0);
  expect(said()).toContain(`Ada Buyer <ada@example.test>, user, on ${url}`);
  expect(await desk.run("list")).toBe(0);
  expect(said()).toContain(`${listing.listingId}@1.0.0  Channel breakout, by Creator`);
  expect(await install()).toBe(0);
  const place = join(desk.folder, "strategies", listing.listingId);
  expect((await readdir(place)).sort()).toEqual([
    "boltz-lock.json",
    "manifest.json",
    "signature.json",
    "strategy.json",
  ]);
  const [version] = await db().stored<{ document: string }>(
    "SELECT document FROM strategy_versions WHERE id = $1",
    [uuidFromId("ver", listing.versionId)],
  );
  expect(await readFile(join(place, "strategy.json"), "utf8")).toBe(version?.document);
  expect(await desk.run("verify", place)).toBe(0);
  await writeFile(join(place, "strategy.json"), "{}");
  expect(await desk.run("verify", place)).toBe(1);
});

test("what was not bought, or is frozen, is not installed", async () => {
  const other = await seedListing(db(), await seedPerson(db(), { creator: true }));
  expect(await install(other.listingId)).toBe(1);
  expect(said()).toContain("You do not own this strategy, or your access ended.");
  expect(await desk.run("install", `${listing.listingId}@7.0.0`)).toBe(1);
  expect(said()).toContain("This strategy has no version 7.0.0.");
  const setState = (state: string) =>
    db().stored("UPDATE user_strategy_access SET state = $1 WHERE listing_id = $2", [
      state,
      uuidFromId("lst", listing.listingId),
    ]);
  await setState("frozen");
  expect(await install()).toBe(1);
  await setState("active");
  expect(await install()).toBe(0);
});

test("signing out ends the session on the server too", async () => {
  const { servers } = JSON.parse(await readFile(join(desk.session.configDir, "credentials.json"), "utf8"));
  expect(await desk.run("logout")).toBe(0);
  expect(said()).not.toContain("did not confirm");
  expect(await desk.run("whoami", "--server", url, "--token", servers[url].token)).toBe(3);
});
