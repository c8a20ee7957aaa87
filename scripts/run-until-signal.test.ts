import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";

const modulePath = join(import.meta.dirname, "run-until-signal.ts");
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** Runs `body` as the start function in a process of its own; `said` grows with what that process prints. */
async function run(body: string, readyWord?: string) {
  const program = `const { runUntilSignal } = await import(${JSON.stringify(modulePath)});
    await runUntilSignal(async ({ parts, signal }) => { ${body} });`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  const said = { text: "" };
  const exit = once(child, "close").then(([code]) => code as unknown);
  const ready = new Promise<void>((resolve) => {
    const note = (chunk: Buffer) => {
      said.text += chunk.toString();
      if (readyWord !== undefined && said.text.includes(readyWord)) resolve();
    };
    child.stdout.on("data", note);
    child.stderr.on("data", note);
  });
  if (readyWord !== undefined) await ready;
  return { child, said, exit };
}

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s stops the parts in the opposite order",
  async (name) => {
    const { child, said, exit } = await run(
      `parts.defer(() => console.log("first"));
     parts.defer(async () => console.log("second"));
     console.log("ready");
     return {};`,
      "ready",
    );
    child.kill(name);
    expect(await exit).toBe(0);
    expect(said.text).toBe("ready\nsecond\nfirst\n");
  },
);

test("a failed start stops what had started, says one line and exits with 1", async () => {
  const { said, exit } = await run(
    `parts.defer(() => console.log("stopped"));
     throw new Error("PORT: port 80 is already in use");`,
  );
  expect(await exit).toBe(1);
  expect(said.text).toBe("PORT: port 80 is already in use\nstopped\n");
});

test("a part that is lost takes the others with it and exits with 1", async () => {
  const { said, exit } = await run(
    `parts.defer(() => console.log("stopped"));
     return { lost: Promise.resolve(new Error("PostgreSQL ended unexpectedly")) };`,
  );
  expect(await exit).toBe(1);
  expect(said.text).toBe("PostgreSQL ended unexpectedly\nstopped\n");
});

test("a signal during the start is told to it, and what had started is stopped", async () => {
  const { child, said, exit } = await run(
    `parts.defer(() => console.log("stopped"));
     console.log("ready");
     await new Promise((resolve) => signal.addEventListener("abort", resolve));
     signal.throwIfAborted();
     return {};`,
    "ready",
  );
  child.kill("SIGINT");
  expect(await exit).toBe(0);
  expect(said.text).toBe("ready\nstopped\n");
});

test("a second Ctrl-C some time after the first ends a stop that hangs", async () => {
  const { child, said, exit } = await run(
    `parts.defer(() => { setTimeout(() => console.log("hanging"), 1_100); return new Promise(() => undefined); });
     console.log("ready");
     return {};`,
    "ready",
  );
  child.kill("SIGINT");
  child.kill("SIGINT");
  await expect.poll(() => said.text, { timeout: 5_000 }).toContain("hanging");
  child.kill("SIGINT");
  expect(await exit).toBe(1);
});
