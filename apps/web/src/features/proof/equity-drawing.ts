import type { SegmentName } from "@boltz/contract";
import {
  AreaSeries,
  ColorType,
  CrosshairMode,
  createChart,
  createTextWatermark,
  type IChartApi,
  type IPanePrimitive,
  type IPriceLine,
  type ISeriesApi,
  LineSeries,
  LineStyle,
  PriceScaleMode,
  type Time,
  type UTCTimestamp,
} from "lightweight-charts";
import type { ChartPoint } from "./chart-points.ts";
import type { Palette } from "./equity-palette.ts";
import { formatAmount, formatPercent, formatRatio } from "./figure-format.ts";
import { type Band, segmentBands } from "./segment-bands.ts";

export interface EquityDrawing {
  paint: (palette: Palette) => void;
  setLogarithmic: (isLogarithmic: boolean) => void;
  /** Moves the cross to a point, or away. */
  pointAt: (place: number | null) => void;
  remove: () => void;
}

interface DrawingRequest {
  element: HTMLElement;
  points: readonly ChartPoint[];
  locale: string;
  onHover: (place: number | null) => void;
}

interface Curves {
  equity: ISeriesApi<"Line">;
  benchmark: ISeriesApi<"Line"> | undefined;
  underwater: ISeriesApi<"Area">;
  sharpe: ISeriesApi<"Line"> | undefined;
  /** Where the Sharpe ratio changes its sign. */
  zero: IPriceLine | undefined;
}

// The library marks its seconds with a type of their own; any whole number of seconds is one.
const secondsOf = (at: number) => Math.floor(at / 1_000) as UTCTimestamp;

/** Draws the panes: equity (and buy and hold), under water, and the rolling Sharpe ratio where there is one. */
export function drawEquity({ element, points, locale, onHover }: DrawingRequest): EquityDrawing {
  const chart = createChart(element, chartOptions(locale));
  const times = points.map(({ at }) => secondsOf(at));
  const places = new Map<Time, number>(times.map((time, place) => [time, place]));
  const curves = addCurves(chart, points);
  const bands = bandsOf(points, times);
  const names = chart
    .panes()
    .map((pane) => createTextWatermark(pane, { horzAlign: "left", vertAlign: "top" }));
  let drawn: IPanePrimitive<Time>[] = [];

  chart.subscribeCrosshairMove(({ time }) => onHover(time === undefined ? null : (places.get(time) ?? null)));

  return {
    paint(palette) {
      chart.applyOptions(chartColours(palette));
      fillCurves(curves, points, times, palette);
      for (const [place, name] of names.entries()) name.applyOptions({ lines: [paneName(place, palette)] });
      const panes = chart.panes();
      for (const [place, band] of drawn.entries()) panes[place]?.detachPrimitive(band);
      drawn = panes.map(() => segmentBands(chart, bands, (segment) => palette.soft[segment]));
      for (const [place, band] of drawn.entries()) panes[place]?.attachPrimitive(band);
      chart.timeScale().fitContent();
    },
    setLogarithmic(isLogarithmic) {
      const mode = isLogarithmic ? PriceScaleMode.Logarithmic : PriceScaleMode.Normal;
      curves.equity.priceScale().applyOptions({ mode });
    },
    pointAt(place) {
      const [point, time] = place === null ? [] : [points[place], times[place]];
      if (point === undefined || time === undefined) chart.clearCrosshairPosition();
      else chart.setCrosshairPosition(point.equity, time, curves.equity);
    },
    remove: () => chart.remove(),
  };
}

const paneNames = ["Equity, 100 at the start", "Below its peak", "Rolling Sharpe ratio"];

const paneName = (place: number, { text, font }: Palette) => ({
  text: paneNames[place] ?? "",
  color: text,
  fontFamily: font,
  fontSize: 11,
});

function addCurves(chart: IChartApi, points: readonly ChartPoint[]): Curves {
  const quiet = { priceLineVisible: false, lastValueVisible: false, crosshairMarkerRadius: 3 } as const;
  const priceFormat = (formatter: (value: number) => string) =>
    ({ type: "custom", formatter, minMove: 0.0001 }) as const;
  const benchmark = points.some((point) => point.benchmark !== null)
    ? chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, priceFormat: priceFormat(formatAmount) }, 0)
    : undefined;
  const equity = chart.addSeries(
    LineSeries,
    { ...quiet, lineWidth: 2, priceFormat: priceFormat(formatAmount) },
    0,
  );
  const underwater = chart.addSeries(
    AreaSeries,
    { ...quiet, lineWidth: 1, invertFilledArea: true, priceFormat: priceFormat(formatPercent) },
    1,
  );
  const sharpe = points.some((point) => point.rollingSharpe !== null)
    ? chart.addSeries(LineSeries, { ...quiet, lineWidth: 1, priceFormat: priceFormat(formatRatio) }, 2)
    : undefined;
  const zero = sharpe?.createPriceLine({
    price: 0,
    lineWidth: 1,
    lineStyle: LineStyle.Dotted,
    axisLabelVisible: false,
  });
  // Room for the pane's name above the curve.
  for (const curve of [underwater, sharpe])
    curve?.priceScale().applyOptions({ scaleMargins: { top: 0.2, bottom: 0.12 } });
  for (const [place, share] of [5, 2, 2].entries()) chart.panes()[place]?.setStretchFactor(share);
  return { equity, benchmark, underwater, sharpe, zero };
}

function fillCurves(
  curves: Curves,
  points: readonly ChartPoint[],
  times: readonly UTCTimestamp[],
  palette: Palette,
): void {
  curves.zero?.applyOptions({ color: palette.text });
  const colourOf = (segment: SegmentName | null) =>
    segment === null ? palette.neutral : palette.segments[segment];
  const columnOf = <Datum extends { time: UTCTimestamp }>(
    read: (point: ChartPoint) => number | null,
    datumOf: (time: UTCTimestamp, value: number, colour: string) => Datum,
  ) =>
    points.flatMap((point, place) => {
      const [time, value] = [times[place], read(point)];
      if (time === undefined) return [];
      return value === null ? [{ time }] : [datumOf(time, value, colourOf(point.segment))];
    });
  const line = (time: UTCTimestamp, value: number, color: string) => ({ time, value, color });
  curves.equity.setData(columnOf(({ equity }) => equity, line));
  curves.sharpe?.setData(columnOf(({ rollingSharpe }) => rollingSharpe, line));
  curves.benchmark?.setData(
    columnOf(
      ({ benchmark }) => benchmark,
      (time, value) => line(time, value, palette.benchmark),
    ),
  );
  curves.underwater.setData(
    columnOf(
      ({ underwater }) => underwater,
      (time, value, colour) => ({
        time,
        value,
        lineColor: colour,
        topColor: `${colour}30`,
        bottomColor: `${colour}30`,
      }),
    ),
  );
}

function bandsOf(points: readonly ChartPoint[], times: readonly UTCTimestamp[]): Band[] {
  const bands: Band[] = [];
  for (const [place, { segment }] of points.entries()) {
    const time = times[place];
    if (segment === null || time === undefined) continue;
    const last = bands.at(-1);
    if (last?.segment === segment) last.to = time;
    else bands.push({ from: last?.to ?? time, to: time, segment });
  }
  return bands;
}

const chartOptions = (locale: string) =>
  ({
    autoSize: true,
    localization: { locale },
    layout: { attributionLogo: false, fontSize: 11, panes: { enableResize: false } },
    rightPriceScale: { borderVisible: false, scaleMargins: { top: 0.1, bottom: 0.08 } },
    timeScale: { borderVisible: false, fixLeftEdge: true, fixRightEdge: true },
    crosshair: { mode: CrosshairMode.Magnet, horzLine: { visible: false, labelVisible: false } },
    // The page scrolls under a finger or a wheel that passes over the chart.
    handleScroll: { mouseWheel: false, vertTouchDrag: false, horzTouchDrag: false },
    handleScale: { mouseWheel: false },
  }) as const;

const chartColours = ({ text, line, font }: Palette) => ({
  layout: {
    background: { type: ColorType.Solid, color: "transparent" } as const,
    textColor: text,
    fontFamily: font,
    panes: { separatorColor: line },
  },
  grid: { vertLines: { visible: false }, horzLines: { color: line } },
  crosshair: { vertLine: { color: text, labelBackgroundColor: text } },
});
