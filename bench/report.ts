import type { Measured } from "./load.ts";

export interface Result {
  work: string;
  ours: Measured;
  /** The same work as SQL through the driver, in the same run. */
  raw: Measured;
  target: string;
}

const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 1 : 0 });

/** A table that can stand in the documentation as it is. */
export const tableOf = (results: readonly Result[]): string => {
  const head = [
    "work",
    "per second",
    "p50 ms",
    "p95 ms",
    "p99 ms",
    "failed",
    "raw SQL per second",
    "raw p95 ms",
    "of raw",
    "target",
  ];
  const rows = results.map(({ work, ours, raw, target }) => [
    work,
    number(ours.perSecond),
    number(ours.p50Ms),
    number(ours.p95Ms),
    number(ours.p99Ms),
    number(ours.failed),
    number(raw.perSecond),
    number(raw.p95Ms),
    `${number((100 * ours.perSecond) / raw.perSecond)} %`,
    target,
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
};
