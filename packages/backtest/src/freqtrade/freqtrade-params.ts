import { paramUses } from "../language/params.ts";
import type { Param, Strategy } from "../language/schema.ts";
import { walkRules } from "../language/walk.ts";
import { inOrder, prefixedName, pythonFloat, pythonInteger } from "./python-literals.ts";

/** freqtrade searches parameters of entering apart from those of leaving. */
type Space = "buy" | "sell";

/** freqtrade counts in steps of 10 to the power of −decimals; beyond that many a float has no room for them. */
const mostDecimals = 12;

const exitParts = new Set(["exit", "stop", "target", "trailingStop", "maxBars"]);

/** `sell` for a parameter that is used for leaving only, directly or by indicators that only exits read; else `buy`. */
function paramSpaces(strategy: Strategy): Map<string, Space> {
  const spaces = new Map<string, Space>();
  const entryIndicators = new Set<string>();
  walkRules(strategy, {
    onValue: (value, [, part]) => {
      if (typeof value === "object" && "indicator" in value && part === "entry")
        entryIndicators.add(value.indicator);
    },
  });
  for (const { name, path } of paramUses(strategy)) {
    const [top, part] = path.map(String);
    const onlyLeaves =
      top === "indicators" ? !entryIndicators.has(part ?? "") : top !== "sizing" && exitParts.has(part ?? "");
    if (!onlyLeaves) spaces.set(name, "buy");
    else if (!spaces.has(name)) spaces.set(name, "sell");
  }
  return spaces;
}

/** One class attribute for each parameter, with the document's range and default. */
export function pythonParams(strategy: Strategy): string[] {
  const spaces = paramSpaces(strategy);
  return inOrder(strategy.params).map(
    ([name, param]) => `${prefixedName("p_", name)} = ${pythonParameter(param, spaces.get(name) ?? "buy")}`,
  );
}

function pythonParameter({ min, max, step, default: start }: Param, space: Space): string {
  const numbers = [min, max, start, step];
  if (numbers.every(Number.isSafeInteger)) {
    const range = `${pythonInteger(min)}, ${pythonInteger(max)}, default=${pythonInteger(start)}`;
    return `IntParameter(${range}, space="${space}")`;
  }
  const range = `${pythonFloat(min)}, ${pythonFloat(max)}, default=${pythonFloat(start)}`;
  const decimals = Math.max(...numbers.map(decimalsOf));
  return decimals > mostDecimals
    ? `RealParameter(${range}, space="${space}")`
    : `DecimalParameter(${range}, decimals=${pythonInteger(decimals)}, space="${space}")`;
}

/** How many digits a number has behind the point when it is written out. */
function decimalsOf(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  const behind = digits.split(".")[1]?.length ?? 0;
  return Math.max(0, behind - Number(exponent));
}

/** The parameter file that freqtrade reads beside the strategy; it has no time in it, so that a document has one file. */
export function paramsFileText(strategy: Strategy, className: string): string {
  const spaces = paramSpaces(strategy);
  const inSpace = (space: Space) =>
    Object.fromEntries(
      inOrder(strategy.params)
        .filter(([name]) => spaces.get(name) === space)
        .map(([name, param]) => [prefixedName("p_", name), param.default]),
    );
  const file = {
    strategy_name: className,
    params: {
      buy: inSpace("buy"),
      sell: inSpace("sell"),
      protection: {},
      roi: {},
      stoploss: { stoploss: -0.99 },
      trailing: {
        trailing_stop: false,
        trailing_stop_positive: null,
        trailing_stop_positive_offset: 0,
        trailing_only_offset_is_reached: false,
      },
    },
    ft_stratparam_v: 1,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
