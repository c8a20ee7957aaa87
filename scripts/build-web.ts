import { spawn } from "node:child_process";
import { once } from "node:events";
import { glob, stat } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const web = join(root, "apps", "web");
const dist = join(web, "dist");

/** Everything that the web app is made of, seen from the root. */
const sources = [
  "apps/web/{index.html,package.json,vite.config.ts}",
  "apps/web/{src,public}/**/*",
  "packages/{contract,domain,backtest}/src/**/*",
  "package-lock.json",
];

/** Builds the web app where it was not built yet or something in it changed since; answers where it lies. */
export async function buildWeb(signal: AbortSignal): Promise<string> {
  const builtAt = await modifiedAt(join(dist, "index.html"));
  if (builtAt < (await newestSource())) await runVite(signal);
  return dist;
}

async function newestSource(): Promise<number> {
  let newest = 0;
  for await (const path of glob(sources, { cwd: root })) {
    newest = Math.max(newest, await modifiedAt(join(root, path)));
  }
  return newest;
}

async function modifiedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined ? 0 : found.mtimeMs;
}

async function runVite(signal: AbortSignal): Promise<void> {
  const vite = join(root, "node_modules", ".bin", "vite");
  const child = spawn(vite, ["build", "--logLevel", "warn"], {
    cwd: web,
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = await once(child, "close");
  if (code !== 0)
    throw new Error(`The web app could not be built: ${output.trim().split("\n").slice(-5).join(" | ")}`);
}
