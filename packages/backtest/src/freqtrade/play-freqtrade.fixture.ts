/// <reference types="node" />
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export interface PlayedBars {
  open: number[];
  high: number[];
  low: number[];
  close: number[];
  volume: number[];
}

export interface PlayJob {
  files: Record<string, string>;
  fixed: string;
  classes: Record<string, string>;
  runs: { name: string; className: string; bars: PlayedBars; fee: number; wallet: number }[];
}

const trade = z.strictObject({
  side: z.enum(["long", "short"]),
  entryBar: z.int(),
  exitBar: z.int().nullable(),
  entryPrice: z.number(),
  exitPrice: z.number().nullable(),
  quantity: z.number(),
  reason: z.string().nullable(),
});
const answer = z.strictObject({
  errors: z.record(z.string(), z.string()),
  runs: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.record(z.string(), z.array(z.number().nullable())),
      trades: z.array(trade),
    }),
  ),
});
export type Played = z.infer<typeof answer>;

/** Has Python compile and run generated files as freqtrade would; "no Python" on a machine that has none. */
export function playFreqtrade(job: PlayJob): Played | "no Python" {
  const script = fileURLToPath(new URL("./freqtrade-play.fixture.py", import.meta.url));
  const done = spawnSync("python3", [script], {
    input: JSON.stringify(job),
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  if (done.error !== undefined && "code" in done.error && done.error.code === "ENOENT") return "no Python";
  if (done.status !== 0) throw new Error(`Python ended with ${done.status}: ${done.stderr}`);
  return answer.parse(JSON.parse(done.stdout));
}
