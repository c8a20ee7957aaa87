import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type WriteStep, writeInstall } from "./write-install.ts";

const name = "lst_01k9zt5w8xfj2r4m6n8p0q2s4t";
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "boltz-install-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const write = (content: string, options: { force?: boolean; onStep?: (step: WriteStep) => void } = {}) =>
  writeInstall({
    dir,
    name,
    files: new Map([["strategy.json", new TextEncoder().encode(content)]]),
    force: true,
    ...options,
  });
const installed = () => readFile(join(dir, name, "strategy.json"), "utf8");

test("an install replaces the one before and leaves nothing else behind", async () => {
  await write("old");
  await write("new");
  expect(await installed()).toBe("new");
  expect(await readdir(dir)).toEqual([name]);
});

test.each<[WriteStep, string]>([
  ["begun", "old"],
  ["written", "old"],
  ["set_aside", "old"],
  ["in_place", "new"],
])("killed when %s, the next run finds the %s install whole", async (step, expected) => {
  await write("old");
  const script = fileURLToPath(new URL("./interrupted-write.fixture.ts", import.meta.url));
  const killed = spawnSync(process.execPath, [script, dir, name, step]);
  expect(killed.signal).toBe("SIGKILL");
  // The next run recovers first; it is stopped there, so that what it found can be seen.
  const stop = () => {
    throw new Error("stopped");
  };
  await expect(write("unused", { onStep: stop })).rejects.toThrow("stopped");
  expect(await installed()).toBe(expected);
  await write("newest");
  expect(await installed()).toBe("newest");
});

test("drafts that a killed run left are cleared once they are old", async () => {
  const left = join(dir, `.${name}.abc.boltz-new`);
  const busy = join(dir, `.${name}.def.boltz-new`);
  await mkdir(left);
  await mkdir(busy);
  await utimes(left, new Date(0), new Date(0));
  await write("new");
  expect((await readdir(dir)).sort()).toEqual([`.${name}.def.boltz-new`, name]);
});

test("a failure before the swap leaves the old install and no draft", async () => {
  await write("old");
  const fail = (step: WriteStep) => {
    if (step === "written") throw new Error("disk full");
  };
  await expect(write("new", { onStep: fail })).rejects.toThrow("disk full");
  expect(await installed()).toBe("old");
  expect(await readdir(dir)).toEqual([name]);
});

test("a link where the install goes is never followed and never replaced, not even by force", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "boltz-elsewhere-"));
  await writeFile(join(elsewhere, "strategy.json"), "precious");
  await symlink(elsewhere, join(dir, name));
  await expect(write("new")).rejects.toThrow("symbolic link");
  expect(await readFile(join(elsewhere, "strategy.json"), "utf8")).toBe("precious");
  await rm(elsewhere, { recursive: true });
});

test("clearing up removes a link, never what it leads to", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "boltz-elsewhere-"));
  await writeFile(join(elsewhere, "precious"), "");
  await write("old");
  await symlink(elsewhere, join(dir, `.${name}.boltz-previous`));
  await symlink(elsewhere, join(dir, `.${name}.abc.boltz-new`));
  await write("new");
  expect(await installed()).toBe("new");
  expect(await readdir(elsewhere)).toEqual(["precious"]);
  await rm(elsewhere, { recursive: true });
});

test("two writes at once leave one whole install", async () => {
  await write("old");
  const results = await Promise.allSettled(["a", "b", "c"].map((content) => write(content)));
  expect(results.some(({ status }) => status === "fulfilled")).toBe(true);
  expect(["a", "b", "c"]).toContain(await installed());
  expect((await readdir(dir)).filter((entry) => entry.endsWith(".boltz-new"))).toEqual([]);
});
