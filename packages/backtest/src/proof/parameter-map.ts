import type { ParameterMap } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import { numberOf } from "../engine/param-values.ts";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { defaultValues, type ParamValues } from "../language/params.ts";
import type { Param, Strategy } from "../language/schema.ts";
import { sharpeRatio } from "../metrics/ratios.ts";
import { returnsOf } from "../metrics/returns.ts";
import { condensedReturns } from "./account-returns.ts";
import { workOf } from "./proof-limits.ts";
import { unlessRefused } from "./refused-run.ts";

export interface ParameterMapInput {
  strategy: Strategy;
  /** The bars before the sealed ones. */
  markets: readonly MarketBars[];
  barsPerYear: number;
  /** Units of `workOf`. */
  maxWork: number;
  onProgress?: ((share: number) => void) | undefined;
}

export interface MappedParameters {
  map: ParameterMap;
  /** Condensed returns of up to 24 of the cells that could be run, spread over the map; the defaults are not among them. */
  configurations: Float64Array[];
}

const mostCells = 12;
const fewestCells = 3;
const mostConfigurations = 24;

/**
 * The in-sample Sharpe ratio a year over the two parameters with the most steps (or the only one), the others at their
 * default. At most 12 values of each, on its steps, the default among them; fewer where that is too much work. A cell is null
 * where the combination is not valid or never moves; the whole is null without parameters.
 */
export function mapParameters(input: ParameterMapInput): MappedParameters | null {
  const { strategy, markets } = input;
  const bars = markets.reduce((sum, market) => sum + market.bars.at.length, 0);
  const [first, second] = mostTurned(strategy);
  const affordable = input.maxWork / workOf(strategy, bars).run;
  if (first === undefined || bars === 0 || affordable < fewestCells) return null;
  const isFlat = second === undefined || affordable < fewestCells ** 2;
  const cells = Math.min(mostCells, Math.floor(isFlat ? affordable : Math.sqrt(affordable)));
  const x = { param: first.name, values: gridOf(first.param, cells) };
  const y = isFlat ? null : { param: second.name, values: gridOf(second.param, cells) };

  const run = cellRunner(input, x.values.length * (y?.values.length ?? 1));
  const sharpe = (y?.values ?? [null]).map((row) =>
    x.values.map((column) =>
      run({ [x.param]: column, ...(y === null || row === null ? {} : { [y.param]: row }) }),
    ),
  );
  return { map: { x, y, sharpe }, configurations: run.configurations };
}

/** Parameters by their number of steps, most first; equal ones by name. */
function mostTurned(strategy: Strategy): { name: string; param: Param }[] {
  return Object.entries(strategy.params)
    .map(([name, param]) => ({ name, param }))
    .toSorted((a, b) => stepsOf(b.param) - stepsOf(a.param) || (a.name < b.name ? -1 : 1));
}

const stepsOf = ({ min, max, step }: Param) => Math.floor((max - min) / step + 1e-9);

/** Up to `count` values of a parameter, on its steps and evenly spread, the default among them. */
function gridOf(param: Param, count: number): number[] {
  const steps = stepsOf(param);
  const home = Math.round((param.default - param.min) / param.step);
  const places = new Set(
    Array.from({ length: Math.min(count, steps + 1) }, (_, place) =>
      Math.round((place * steps) / Math.max(1, Math.min(count, steps + 1) - 1)),
    ),
  );
  if (!places.has(home)) {
    const nearest = [...places].toSorted((a, b) => Math.abs(a - home) - Math.abs(b - home))[0] ?? home;
    places.delete(nearest);
    places.add(home);
  }
  return [...places]
    .toSorted((a, b) => a - b)
    .map((place) =>
      place === home ? param.default : Number((param.min + place * param.step).toPrecision(12)),
    );
}

/** Runs one cell after another, and keeps the returns of some of them. */
function cellRunner({ strategy, markets, barsPerYear, onProgress }: ParameterMapInput, cells: number) {
  const defaults = defaultValues(strategy);
  const configurations: Float64Array[] = [];
  const every = Math.max(1, Math.ceil(cells / mostConfigurations));
  let done = 0;
  const run = (turned: ParamValues): number | null => {
    onProgress?.(done / cells);
    done += 1;
    const values = { ...defaults, ...turned };
    const equity = isValid(strategy, values)
      ? unlessRefused(() => runPortfolio(strategy, markets, { values }).equity)
      : null;
    if (equity === null) return null;
    const isHome = Object.entries(turned).every(([name, value]) => value === defaults[name]);
    if (done % every === 0 && !isHome) configurations.push(condensedReturns(equity));
    return sharpeRatio(returnsOf(equity), { periods: barsPerYear });
  };
  return Object.assign(run, { configurations });
}

/** Each parameter fits by itself wherever it is used; what two of them may break is that fast is below slow. */
const isValid = (strategy: Strategy, values: ParamValues): boolean =>
  Object.values(strategy.indicators).every(
    (indicator) =>
      indicator.kind !== "macd" || numberOf(indicator.fast, values) < numberOf(indicator.slow, values),
  );
