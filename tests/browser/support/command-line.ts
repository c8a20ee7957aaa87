import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { seen } from "./seen.ts";

const program = join(import.meta.dirname, "../../../apps/cli/src/main.ts");

export interface Finished {
  code: number;
  output: string;
}

export interface Running {
  /** Waits until the program has said something, and answers the match. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  finished: Promise<Finished>;
}

/** A machine with `boltz` on it: an empty home of its own, which is also where relative paths start. */
export interface Terminal {
  home: string;
  start(...args: string[]): Running;
  boltz(...args: string[]): Promise<Finished>;
}

const startIn = (home: string, args: readonly string[]): Running => {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: home,
    env: { HOME: home, XDG_CONFIG_HOME: join(home, ".config") },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  const finished = once(child, "close").then(([code]) => ({ code: Number(code), output }));
  const says = async (pattern: RegExp) => {
    await expect.poll(() => output, { timeout: 10_000 }).toMatch(pattern);
    const match = pattern.exec(output);
    if (match === null) throw new Error(`the program does not say ${pattern}`);
    return match;
  };
  return { says, finished };
};

/** New machines for the calling test file, gone when it ends. */
export const useTerminals = (): (() => Promise<Terminal>) => {
  let root = "";
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "boltz-terminal-"));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  return async () => {
    const home = await mkdtemp(join(root, "home-"));
    return {
      home,
      start: (...args) => startIn(home, args),
      boltz: (...args) => startIn(home, args).finished,
    };
  };
};

/** Signs the terminal in as whoever the page belongs to, who approves of it there. */
export const signInTerminal = async (terminal: Terminal, page: Page, url: string): Promise<Finished> => {
  const login = terminal.start("login", "--server", url);
  const [, address = "", code = ""] = await login.says(/Open (http\S+user_code=(\w+))/);
  await page.goto(address);
  await seen(page.getByText(code));
  await page.getByRole("button", { name: "Approve" }).click();
  await seen(page.getByText("Go back to your terminal"));
  return login.finished;
};
