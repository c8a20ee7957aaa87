import { Button, Skeleton, Text } from "@mantine/core";
import { CatchBoundary } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { SegmentedControl } from "../../components/segmented-control.ts";
import type { ChartPoint } from "./chart-points.ts";
import classes from "./equity-chart.module.css";
import { EquityTable } from "./equity-table.tsx";
import { formatBarDay, formatPercent, formatRatio } from "./figure-format.ts";
import { segmentColours, segmentWords } from "./segments.ts";

const EquityCanvas = lazy(async () => ({
  default: (await import("./equity-canvas.tsx")).EquityCanvas,
}));

interface EquityChartProps {
  points: readonly ChartPoint[];
  /** The whole chart in a few sentences. */
  summary: string;
  title?: string;
}

type Reading = { place: number; by: "slider" | "pointer" } | null;

/** Equity against buy and hold, the time under water, and the rolling Sharpe ratio; drawn, in words, and as a table. */
export function EquityChart({ points, summary, title = "Equity against buy and hold" }: EquityChartProps) {
  const [scale, setScale] = useState("linear");
  const [isTable, setIsTable] = useState(false);
  const [reading, setReading] = useState<Reading>(null);
  const place = Math.min(reading?.place ?? points.length - 1, points.length - 1);
  const point = points[place];
  if (point === undefined) return <Text c="dimmed">There are no bars to draw.</Text>;
  return (
    <figure className={classes["figure"]} aria-label={title}>
      <figcaption className={classes["summary"]}>{summary}</figcaption>
      <div className={classes["tools"]}>
        <SegmentedControl
          aria-label="Scale of the equity"
          size="xs"
          data={[
            { value: "linear", label: "Linear" },
            { value: "log", label: "Log" },
          ]}
          value={scale}
          onChange={setScale}
        />
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={isTable}
          onClick={() => setIsTable(!isTable)}
        >
          {isTable ? "Hide the table" : "Show as table"}
        </Button>
      </div>
      <ChartReading point={point} />
      <CatchBoundary getResetKey={() => points.length} errorComponent={NotDrawn}>
        <Suspense
          fallback={
            <Skeleton className={classes["canvas"] ?? ""} role="status" aria-label="Loading the chart" />
          }
        >
          <EquityCanvas
            points={points}
            isLogarithmic={scale === "log"}
            chosen={reading?.by === "slider" ? reading.place : null}
            onHover={(hovered) => setReading(hovered === null ? null : { place: hovered, by: "pointer" })}
          />
        </Suspense>
      </CatchBoundary>
      <input
        type="range"
        className={classes["slider"]}
        aria-label="Read the chart at a day"
        aria-valuetext={readingWords(point)}
        min={0}
        max={points.length - 1}
        value={place}
        onChange={(event) => setReading({ place: event.currentTarget.valueAsNumber, by: "slider" })}
        onBlur={() => setReading(null)}
      />
      {isTable ? <EquityTable points={points} /> : null}
      <p className={classes["credit"]}>
        Drawn with{" "}
        <a href="https://www.tradingview.com/" target="_blank" rel="noopener noreferrer">
          TradingView Lightweight Charts™
        </a>
        , Copyright © 2026 TradingView, Inc.
      </p>
    </figure>
  );
}

const NotDrawn = () => (
  <Text role="status" c="dimmed" className={classes["notDrawn"] ?? ""}>
    The chart could not be drawn here. The sentences above and the table have the same values.
  </Text>
);

/** The values under the cross, or the last ones. */
function ChartReading({ point }: { point: ChartPoint }) {
  const { at, segment, equity, benchmark, underwater, rollingSharpe } = point;
  const colour = segment === null ? "var(--bz-text-2)" : `var(${segmentColours[segment]})`;
  return (
    <dl className={`${classes["reading"]} num`}>
      <div className={classes["day"]}>
        <dt>{segment === null ? "Day" : segmentWords[segment].label}</dt>
        <dd style={{ color: colour }}>{formatBarDay(at)}</dd>
      </div>
      <div>
        <dt>Strategy</dt>
        <dd style={{ color: colour }}>{formatRatio(equity)}</dd>
      </div>
      {benchmark === null ? null : (
        <div>
          <dt>Buy and hold</dt>
          <dd>{formatRatio(benchmark)}</dd>
        </div>
      )}
      {underwater === null ? null : (
        <div>
          <dt>Below its peak</dt>
          <dd>{formatPercent(Math.abs(underwater))}</dd>
        </div>
      )}
      {rollingSharpe === null ? null : (
        <div>
          <dt>Rolling Sharpe</dt>
          <dd>{formatRatio(rollingSharpe)}</dd>
        </div>
      )}
    </dl>
  );
}

const readingWords = ({ at, equity, benchmark }: ChartPoint) =>
  `${formatBarDay(at)}: strategy ${formatRatio(equity)}${benchmark === null ? "" : `, buy and hold ${formatRatio(benchmark)}`}`;
