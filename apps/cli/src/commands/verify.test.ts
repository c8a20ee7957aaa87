import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { signingKeyOf } from "@boltz/bundle";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../desk.fixture.ts";
import {
  bundleFor,
  changed,
  exampleListing,
  type Market,
  newKeyPem,
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
const isNothingInstalled = async () => {
  const entries = await readdir(join(desk.folder, "strategies")).catch(() => []);
  return entries.length === 0;
};

describe("the server's key", () => {
  const keyId = () => signingKeyOf(market.state.keyPem).keyId;

  test("is pinned at first use and told", async () => {
    await login();
    expect(said()).toContain(`Trusting signing key ${keyId()} of ${market.url}`);
  });

  test("another one later is refused with both ids, until it is accepted by name", async () => {
    await login();
    const oldId = keyId();
    market.state.keyPem = newKeyPem();
    market.state.bundle = (version) => bundleFor(market.state.keyPem, { version });
    expect(await install()).toBe(1);
    expect(await isNothingInstalled()).toBe(true);
    expect(said()).toContain(`key ${keyId()} now, but key ${oldId} is trusted here`);
    expect(said()).toContain(`boltz trust ${keyId()} --server ${market.url}`);
    expect(await login()).toBe(1);

    expect(await desk.run("trust", oldId, "--server", market.url)).toBe(1);
    expect(await desk.run("trust", "yes", "--server", market.url)).toBe(2);
    expect(await install()).toBe(1);
    expect(await desk.run("trust", keyId(), "--server", market.url)).toBe(0);
    expect(await install()).toBe(0);
  });

  test("a bundle by another key than the published one is refused and names its key", async () => {
    await login();
    const other = newKeyPem();
    market.state.bundle = (version) => bundleFor(other, { version });
    expect(await install()).toBe(1);
    expect(said()).toContain(`by key ${signingKeyOf(other).keyId}, which is not trusted here`);
    expect(await isNothingInstalled()).toBe(true);
  });
});

describe("verifying", () => {
  const file = () => join(desk.folder, "bundle.zip");

  test("a downloaded bundle, with the pinned key or with a key file and no network", async () => {
    await writeFile(file(), bundleFor(market.state.keyPem));
    expect(await desk.run("verify", "bundle.zip", "--server", market.url)).toBe(0);
    expect(said()).toContain(`Unchanged: ${exampleListing} 1.2.0, 6 files`);
    await market.close();
    expect(await desk.run("verify", "bundle.zip")).toBe(0);
    await writeFile(join(desk.folder, "key.json"), JSON.stringify(signingKeyOf(market.state.keyPem)));
    expect(await desk.run("verify", "bundle.zip", "--key", "key.json")).toBe(0);
    await writeFile(join(desk.folder, "other.json"), JSON.stringify(signingKeyOf(newKeyPem())));
    expect(await desk.run("verify", "bundle.zip", "--key", "other.json")).toBe(1);
    expect(await desk.run("verify", "bundle.zip", "--key", "bundle.zip")).toBe(2);
  });

  test("a changed bundle is refused in words that name the file", async () => {
    await writeFile(file(), changed(bundleFor(market.state.keyPem), "Channel", "Chinnel"));
    expect(await desk.run("verify", "bundle.zip", "--server", market.url)).toBe(1);
    expect(said()).toContain("strategy.json was changed");
    expect(await desk.run("verify", "nowhere.zip")).toBe(2);
  });

  test.each([
    ["changed", (path: string) => writeFile(join(path, "strategy.json"), "{}"), "strategy.json was changed"],
    ["added", (path: string) => writeFile(join(path, "run.py"), ""), "run.py was added"],
    ["turned into a folder", (path: string) => mkdir(join(path, "sub")), "sub is no file of a bundle"],
    [
      "linked",
      (path: string) => symlink("/etc/hostname", join(path, "link.json")),
      "link.json is no file of a bundle",
    ],
  ])("an installed folder with something %s is refused", async (_, spoil, words) => {
    await login();
    await install();
    await spoil(place());
    expect(await desk.run("verify", place())).toBe(1);
    expect(said()).toContain(words);
  });
});
