import { lstat, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { signingKeyOf } from "@boltz/bundle";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../desk.fixture.ts";
import {
  bundleFor,
  changed,
  exampleListing,
  type Market,
  otherListing,
  startMarket,
} from "../market.fixture.ts";

let market: Market;
let desk: Desk;

beforeEach(async () => {
  market = await startMarket();
  desk = await openDesk();
});
afterEach(async () => {
  await market.close();
  await desk.close();
});

const said = () => desk.printed.join("\n");
const login = () => desk.run("login", "--server", market.url, "--token", market.state.token);
const install = (...more: string[]) =>
  desk.run("install", exampleListing, "--dir", "strategies", "--server", market.url, ...more);
const place = (...names: string[]) => join(desk.folder, "strategies", exampleListing, ...names);
const versionIn = async () => JSON.parse(await readFile(place("manifest.json"), "utf8")).version;
const isNothingInstalled = async () => {
  const entries = await readdir(join(desk.folder, "strategies")).catch(() => []);
  return entries.length === 0;
};

describe("installing", () => {
  beforeEach(login);

  test("puts the verified files and a lock file into the listing's folder", async () => {
    expect(await install()).toBe(0);
    expect((await readdir(place())).sort()).toEqual([
      "boltz-lock.json",
      "freqtrade-params.json",
      "freqtrade-strategy.py",
      "manifest.json",
      "receipt.json",
      "signature.json",
      "strategy.json",
    ]);
    expect(JSON.parse(await readFile(place("strategy.json"), "utf8"))).toMatchObject({
      name: "Channel breakout 1.2.0",
    });
    expect(JSON.parse(await readFile(place("boltz-lock.json"), "utf8"))).toMatchObject({
      format: "boltz.lock/1",
      server: market.url,
      listingId: exampleListing,
      version: "1.2.0",
      keyId: signingKeyOf(market.state.keyPem).keyId,
    });
    expect(await readdir(join(desk.folder, "strategies"))).toEqual([exampleListing]);
    expect(await desk.run("verify", place())).toBe(0);
  });

  test("the token goes to the marketplace's calls only, not with the download", async () => {
    await install();
    const download = market.seen.find((line) => line.includes("/bundles/"));
    expect(download).toBe("GET /bundles/t0 -");
  });

  test("installs the version that was asked for, and updates in place", async () => {
    expect(await desk.run("install", `${exampleListing}@1.0.0`, "--dir", "strategies")).toBe(0);
    expect(await versionIn()).toBe("1.0.0");
    expect(await install()).toBe(0);
    expect(await versionIn()).toBe("1.2.0");
    expect(await install()).toBe(0);
  });

  test.each([
    ["a strategy of one's own making", (bundle: Uint8Array) => changed(bundle, "Channel", "Chinnel")],
    ["another manifest", (bundle: Uint8Array) => changed(bundle, '"1.2.0"', '"9.2.0"')],
    ["another archive around it", (bundle: Uint8Array) => new Uint8Array([...bundle, 0])],
    ["half of it", (bundle: Uint8Array) => bundle.slice(0, 300)],
  ])("a download with %s is refused and leaves nothing behind", async (_, serve) => {
    market.state.served = serve;
    expect(await install()).toBe(1);
    expect(said()).toContain("not the bundle that the server announced");
    expect(await isNothingInstalled()).toBe(true);
  });

  test("a bundle that was changed before the server announced it is refused by its signature", async () => {
    market.state.bundle = (version) =>
      changed(bundleFor(market.state.keyPem, { version }), "Channel", "Chinnel");
    expect(await install()).toBe(1);
    expect(said()).toContain(
      "This bundle is refused: strategy.json was changed after the bundle was signed.",
    );
    expect(await isNothingInstalled()).toBe(true);
  });

  test("a changed update leaves the installed version as it was", async () => {
    await install();
    market.state.bundle = () =>
      changed(bundleFor(market.state.keyPem, { version: "1.3.0" }), "Channel", "Chinnel");
    expect(await desk.run("install", `${exampleListing}@1.3.0`, "--dir", "strategies")).toBe(1);
    expect(await versionIn()).toBe("1.2.0");
    expect(await desk.run("verify", place())).toBe(0);
  });

  test("a truly signed bundle of another strategy or version is not what was asked for", async () => {
    market.state.bundle = () => bundleFor(market.state.keyPem, { listing: otherListing });
    expect(await install()).toBe(1);
    expect(said()).toContain(`${otherListing} 1.2.0 instead of ${exampleListing} 1.2.0`);
    market.state.bundle = () => bundleFor(market.state.keyPem, { version: "1.0.0" });
    expect(await install()).toBe(1);
    expect(await isNothingInstalled()).toBe(true);
  });

  test("an older version is not passed off as the one that was asked for", async () => {
    market.state.bundle = () => bundleFor(market.state.keyPem, { version: "1.0.0" });
    market.state.announcedVersion = "1.0.0";
    expect(await desk.run("install", `${exampleListing}@1.2.0`, "--dir", "strategies")).toBe(1);
    expect(await isNothingInstalled()).toBe(true);
  });

  test("a download larger than any bundle is broken off", async () => {
    market.state.served = () => new Uint8Array(9 * 1024 * 1024);
    expect(await install()).toBe(1);
    expect(said()).toContain("more than the");
  });

  test("a download that breaks off is tried again, but not for ever", async () => {
    market.state.brokenDownloads = 2;
    expect(await install()).toBe(0);
    market.state.brokenDownloads = 3;
    expect(await install()).toBe(4);
  });

  test("a link to another server is not followed", async () => {
    market.state.bundleOrigin = "https://elsewhere.example";
    expect(await install()).toBe(1);
    expect(said()).toContain("--server https://elsewhere.example");
  });

  test.each([
    ["link_expired", "This download link has expired. Ask for a new one."],
    ["not_entitled", "You do not own this strategy, or your access ended."],
  ] as const)("%s is said in the server's words", async (code, sentence) => {
    market.state.downloadRefusal = code;
    expect(await install()).toBe(1);
    market.state.downloadRefusal = null;
    market.state.installRefusal = code;
    expect(await install()).toBe(1);
    expect(desk.printed.filter((line) => line === `boltz: ${sentence}`)).toHaveLength(2);
    expect(await isNothingInstalled()).toBe(true);
  });

  test("a sign-in that ended asks for a new one", async () => {
    market.state.token = "another";
    expect(await install()).toBe(3);
    expect(said()).toContain("boltz login");
  });

  test("what is no listing or no version is a mistake in the command", async () => {
    expect(await desk.run("install", "channel-breakout")).toBe(2);
    expect(await desk.run("install", `${exampleListing}@latest`)).toBe(2);
    expect(await desk.run("install", `${exampleListing}@1.0.0@2.0.0`)).toBe(2);
    expect(await desk.run("install")).toBe(2);
    expect(await desk.run("--help")).toBe(0);
  });
});

describe("what is already there", () => {
  beforeEach(login);

  test("a folder of somebody's own is left alone without --force", async () => {
    await mkdir(place(), { recursive: true });
    await writeFile(place("thesis.md"), "years of work");
    expect(await install()).toBe(1);
    expect(said()).toContain("holds something else than an installed strategy");
    expect(await readFile(place("thesis.md"), "utf8")).toBe("years of work");
    expect(await readdir(join(desk.folder, "strategies"))).toEqual([exampleListing]);
    expect(await install("--force")).toBe(0);
    expect(await versionIn()).toBe("1.2.0");
  });

  test("a file added to an install, or changed in it, is not lost by an update", async () => {
    await install();
    await writeFile(place("notes.txt"), "mine");
    expect(await install()).toBe(1);
    expect(said()).toContain("it also holds notes.txt");
    expect(await install("--force")).toBe(0);
    await writeFile(place("strategy.json"), "{}");
    expect(await install()).toBe(1);
    expect(said()).toContain("strategy.json was changed since it was installed");
    expect(await readFile(place("strategy.json"), "utf8")).toBe("{}");
  });

  test("an install that lost a file is put right by installing again", async () => {
    await install();
    await rm(place("strategy.json"));
    expect(await install()).toBe(0);
    expect(await desk.run("verify", place())).toBe(0);
  });

  test("a link in the way is refused, also by force, and what it leads to stays untouched", async () => {
    const elsewhere = join(desk.folder, "elsewhere");
    await mkdir(elsewhere);
    await mkdir(join(desk.folder, "strategies"));
    await symlink(elsewhere, place());
    expect(await install()).toBe(1);
    expect(await install("--force")).toBe(1);
    expect(said()).toContain("symbolic link");
    expect(await readdir(elsewhere)).toEqual([]);
    expect((await lstat(place())).isSymbolicLink()).toBe(true);
  });
});
