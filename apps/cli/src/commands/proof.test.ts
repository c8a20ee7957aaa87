import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../desk.fixture.ts";
import { bundleFor, exampleListing, type Market, newKeyPem, startMarket } from "../market.fixture.ts";
import { payloadOf, receiptOf } from "../proved.fixture.ts";

let market: Market;
let desk: Desk;

beforeEach(async () => {
  market = await startMarket();
  desk = await openDesk();
  await desk.run("login", "--server", market.url, "--token", market.state.token);
});
afterEach(async () => {
  await market.close();
  await desk.close();
});

const said = () => desk.printed.join("\n");
const dir = () => join(desk.folder, "strategies");
const install = (...more: string[]) => desk.run("install", exampleListing, "--dir", "strategies", ...more);
const place = (...names: string[]) => join(dir(), exampleListing, ...names);
const lock = async () => JSON.parse(await readFile(place("boltz-lock.json"), "utf8"));
const entries = () => readdir(dir()).catch(() => []);
const isBarsCall = (line: string) => line.includes("/bars/");
const className = `Boltz${exampleListing.slice(4)}`;

describe("running again", () => {
  test("the result is computed here, compared, shown and kept", async () => {
    expect(await install()).toBe(0);
    const { resultHash } = payloadOf("1.2.0");
    expect(said()).toContain(`signed result ${resultHash}`);
    expect(said()).toContain(`result here   ${resultHash}`);
    expect(await lock()).toMatchObject({ tier: "verified", resultHash });
  });

  test("the bars are fetched without the sign-in, and once", async () => {
    await install();
    await install();
    expect(market.seen.filter(isBarsCall)).toEqual([expect.stringMatching(/^GET \/bars\/dst_\w+\/400 -$/)]);
  });

  test.each([
    [
      "a result that does not come out",
      { resultHash: "0".repeat(64) },
      "Run again, the strategy gives something else",
    ],
    ["another strategy's rules", { specHash: "0".repeat(64) }, "The receipt belongs to another strategy"],
    [
      "figures that the run does not have",
      { segments: { inSample: null, holdout: null, afterPublication: null } },
      "The figures of the sealed bars are not those of the receipt",
    ],
    ["another engine", { engine: "boltz-engine/0.9.0" }, "this is boltz-engine/"],
  ])("a receipt of %s is refused, and nothing is written", async (_, change, sentence) => {
    const { keyPem } = market.state;
    const receipt = receiptOf({ ...payloadOf("1.2.0"), ...change }, keyPem);
    market.state.bundle = (version) => bundleFor(keyPem, { version, receipt });
    expect(await install("--accept-unverified")).toBe(1);
    expect(said()).toContain(sentence);
    expect(await entries()).toEqual([]);
  });

  test.each([
    [
      "was changed after it was signed",
      () => ({
        ...receiptOf(payloadOf("1.2.0"), market.state.keyPem),
        payload: { ...payloadOf("1.2.0"), trials: 2 },
      }),
    ],
    ["was signed by somebody else", () => receiptOf(payloadOf("1.2.0"), newKeyPem())],
  ])("a receipt that %s is broken, and nothing is written", async (_, receipt) => {
    const { keyPem } = market.state;
    market.state.bundle = (version) => bundleFor(keyPem, { version, receipt: receipt() });
    expect(await install()).toBe(1);
    expect(said()).toContain("The receipt of the backtest is broken");
    expect(await entries()).toEqual([]);
  });

  test("bars other than the receipt's are refused and not kept", async () => {
    market.state.bars = (genuine) => genuine.with(100, 1);
    expect(await install()).toBe(1);
    expect(said()).toContain("The bars of WAVE are not those that the receipt names.");
    expect(await entries()).toEqual([]);
    market.state.bars = (genuine) => genuine;
    expect(await install()).toBe(0);
  });

  test("what was not proved needs a plain word", async () => {
    market.state.bundle = (version) => bundleFor(market.state.keyPem, { version, receipt: null });
    expect(await install()).toBe(1);
    expect(said()).toContain("nothing of it is proved");
    expect(await entries()).toEqual([]);
    expect(await install("--accept-unverified")).toBe(0);
    expect(await lock()).toMatchObject({ tier: "unverified", resultHash: null });
  });

  test("an install is verified by running it again, offline too", async () => {
    await install();
    expect(await desk.run("verify", place())).toBe(0);
    await market.close();
    expect(await desk.run("verify", place(), "--offline")).toBe(0);
    expect(said().match(/result here/g)).toHaveLength(3);
  });
});

describe("for freqtrade", () => {
  test("the strategy and its parameters stand where freqtrade looks, and compile", async () => {
    expect(await install("--target", "freqtrade")).toBe(0);
    expect((await entries()).sort()).toEqual([`${className}.json`, `${className}.py`, exampleListing].sort());
    const python = await readFile(join(dir(), `${className}.py`), "utf8");
    expect(python).toContain(`class ${className}(Conduct, IStrategy):`);
    expect(JSON.parse(await readFile(join(dir(), `${className}.json`), "utf8"))).toMatchObject({
      strategy_name: className,
    });
    const run = promisify(execFile);
    const hasPython = await run("python3", ["--version"]).then(
      () => true,
      () => false,
    );
    if (hasPython) await run("python3", ["-m", "py_compile", join(dir(), `${className}.py`)]);
    expect(await install("--target", "freqtrade")).toBe(0);
  });

  test("a file of somebody's own in the way stays, unless force is said", async () => {
    await mkdir(dir());
    await writeFile(join(dir(), `${className}.py`), "mine");
    expect(await install("--target", "freqtrade")).toBe(1);
    expect(await readFile(join(dir(), `${className}.py`), "utf8")).toBe("mine");
    expect(await entries()).toEqual([`${className}.py`]);
    expect(await install("--target", "freqtrade", "--force")).toBe(0);
  });
});

describe("updating", () => {
  const update = (...more: string[]) => desk.run("update", "--dir", "strategies", ...more);
  beforeEach(async () => {
    await desk.run("install", `${exampleListing}@1.0.0`, "--dir", "strategies", "--target", "freqtrade");
  });

  test("shows what would change and asks; no is no", async () => {
    desk.session.ask = async (question) => {
      desk.printed.push(question);
      return "n";
    };
    expect(await update()).toBe(0);
    expect(said()).toContain(`${exampleListing} 1.0.0 → 1.2.0`);
    expect(said()).toContain("− Sells when the close is below the lowest low of the 40 bars before.");
    expect(said()).toContain("+ Sells when the close is below the lowest low of the 20 bars before.");
    expect(said()).toContain("Update to 1.2.0? [y/N]");
    expect(await lock()).toMatchObject({ version: "1.0.0" });
  });

  test("yes installs the newer one for what the older one was for", async () => {
    const before = await readFile(join(dir(), `${className}.py`), "utf8");
    desk.session.ask = async () => "yes";
    expect(await update()).toBe(0);
    expect(await lock()).toMatchObject({ version: "1.2.0", target: "freqtrade", tier: "verified" });
    expect(await readFile(join(dir(), `${className}.py`), "utf8")).not.toBe(before);
    market.state.changes = { ...market.state.changes, to: "1.2.0" };
    expect(await update()).toBe(0);
    expect(said()).toContain("1.2.0 is the newest version.");
  });

  test("where nobody can be asked it goes ahead only with --yes", async () => {
    expect(await update()).toBe(1);
    expect(said()).toContain("say --yes");
    expect(await update("--check")).toBe(0);
    expect(await lock()).toMatchObject({ version: "1.0.0" });
    expect(await update("--yes")).toBe(0);
    expect(await lock()).toMatchObject({ version: "1.2.0" });
  });

  test("a right that ended refuses it and leaves what is installed", async () => {
    market.state.installRefusal = "not_entitled";
    expect(await update("--yes")).toBe(1);
    expect(said()).toContain("You do not own this strategy, or your access ended.");
    expect(await lock()).toMatchObject({ version: "1.0.0" });
    expect(await desk.run("verify", place())).toBe(0);
  });

  test("the list says what is installed and what is newer", async () => {
    expect(await desk.run("list", "--dir", "strategies")).toBe(0);
    expect(said()).toContain("(installed: 1.0.0, verified, a newer version is there)");
  });
});
