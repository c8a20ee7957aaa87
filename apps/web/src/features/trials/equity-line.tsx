import type { ChartSeries } from "@boltz/contract";
import { formatBarDay, formatGain } from "../proof/figure-format.ts";
import { segmentColours } from "../proof/segments.ts";
import classes from "./trials.module.css";

const width = 600;
const height = 150;

const pointsOf = (values: readonly number[], low: number, high: number) =>
  values
    .map((value, place) => {
      const x = (place / Math.max(values.length - 1, 1)) * width;
      const y = height - ((value - low) / (high - low || 1)) * height;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(" ");

const growthOf = (values: readonly number[]) => {
  const [first, last] = [values.at(0), values.at(-1)];
  return first === undefined || last === undefined || first === 0 ? null : last / first - 1;
};

/** The account over the bars of a try, and buy and hold beside it. */
export function EquityLine({ series: { at, equity, benchmark } }: { series: ChartSeries }) {
  const values = [...equity, ...benchmark].filter(Number.isFinite);
  const [start, end] = [at.at(0), at.at(-1)];
  if (values.length === 0 || start === undefined || end === undefined) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [ours, held] = [formatGain(growthOf(equity)), formatGain(growthOf(benchmark))];
  return (
    <figure className={classes["chart"]}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`The account from ${formatBarDay(start)} to ${formatBarDay(end)}: ${ours}; buy and hold: ${held}.`}
      >
        <polyline points={pointsOf(benchmark, low, high)} className={classes["held"]} />
        <polyline
          points={pointsOf(equity, low, high)}
          style={{ stroke: `var(${segmentColours.inSample})` }}
        />
      </svg>
      <figcaption>
        <span>{formatBarDay(start)}</span>
        <span>
          Account {ours}, buy and hold (dashed) {held}
        </span>
        <span>{formatBarDay(end)}</span>
      </figcaption>
    </figure>
  );
}
