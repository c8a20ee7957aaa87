import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Desk, openDesk } from "../desk.fixture.ts";
import { exampleListing, type Market, startMarket } from "../market.fixture.ts";

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

describe("signing in", () => {
  test("shows the code, waits as long as it is told to, and remembers the sign-in", async () => {
    market.state.devicePolls = [{ error: "authorization_pending" }, { error: "slow_down" }, "granted"];
    expect(await desk.run("login", "--server", market.url)).toBe(0);
    expect(said()).toContain(`${market.url}/device?user_code=ABCDEFGH`);
    expect(said()).toContain("ABCD-EFGH");
    // Five seconds twice, then ten.
    expect(desk.session.now().toISOString()).toBe("2026-03-01T12:00:20.000Z");
    expect(await desk.run("whoami")).toBe(0);
    expect(said()).toContain("<ada@example.test>, user, on http://127.0.0.1");
  });

  test.each([
    ["access_denied", "denied"],
    ["expired_token", "expired"],
  ])("%s ends it in words", async (error, words) => {
    market.state.devicePolls = [{ error }];
    expect(await desk.run("login", "--server", market.url)).toBe(3);
    expect(said()).toContain(words);
  });

  test("keeps the token for its owner's eyes and never prints it", async () => {
    await login();
    const file = join(desk.session.configDir, "credentials.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(desk.session.configDir)).mode & 0o777).toBe(0o700);
    expect(await readFile(file, "utf8")).toContain("good-token");
    expect(said()).not.toContain("good-token");
  });

  test("a token that signs nobody in is refused and not kept", async () => {
    expect(await desk.run("login", "--server", market.url, "--token", "stale")).toBe(3);
    expect(await desk.run("whoami", "--server", market.url)).toBe(3);
  });

  test("signing out forgets the token and ends the session on the server", async () => {
    await login();
    expect(await desk.run("logout", "--server", market.url)).toBe(0);
    expect(market.seen).toContain("POST /api/auth/sign-out Bearer good-token");
    expect(await desk.run("whoami", "--server", market.url)).toBe(3);
    expect(await desk.run("logout", "--server", market.url)).toBe(0);
  });

  test("text from the server cannot steer the terminal", async () => {
    await login();
    market.state.titles = ["Good\u001b[2J\u0007\u202e strategy"];
    await desk.run("list");
    expect(said()).toContain("Good[2J strategy, by Grace Maker");
    expect(said()).not.toMatch(/\p{Cc}(?<!\n)|\p{Cf}/u);
  });

  test("a token goes to no server over an open line", async () => {
    expect(await desk.run("whoami", "--server", "http://market.example", "--token", "t")).toBe(2);
    expect(await desk.run("whoami", "--server", "market.example", "--token", "t")).toBe(2);
    expect(await desk.run("whoami", "--server", "https://user:pw@market.example", "--token", "t")).toBe(2);
  });

  test("a sign-in is not carried on to where a server points", async () => {
    const other = await startMarket();
    market.state.redirectTo = `${other.url}/api/trpc/people.me`;
    expect(await desk.run("whoami", "--server", market.url, "--token", "good-token")).toBe(1);
    expect(said()).toContain("not followed");
    expect(other.seen).toEqual([]);
    await other.close();
  });

  test("a server that is not there is named, with a status of its own", async () => {
    await market.close();
    expect(await desk.run("whoami", "--server", market.url, "--token", "t")).toBe(4);
    expect(said()).toContain(`${market.url} cannot be reached: ECONNREFUSED`);
  });

  test("broken settings are named", async () => {
    await mkdir(desk.session.configDir, { recursive: true });
    await writeFile(join(desk.session.configDir, "credentials.json"), "{");
    expect(await desk.run("whoami")).toBe(1);
    expect(said()).toContain("credentials.json cannot be read");
  });
});

describe("the library", () => {
  test("lists every page", async () => {
    await login();
    market.state.titles = ["One", "Two", "Three"];
    expect(await desk.run("list")).toBe(0);
    expect(desk.printed.slice(-3)).toEqual([
      `${exampleListing}@1.2.0  One, by Grace Maker`,
      `${exampleListing}@1.2.0  Two, by Grace Maker`,
      `${exampleListing}@1.2.0  Three, by Grace Maker`,
    ]);
    market.state.titles = [];
    await desk.run("list");
    expect(said()).toContain("Your library is empty.");
  });
});
