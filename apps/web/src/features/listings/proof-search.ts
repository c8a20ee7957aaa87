import {
  type AssetClass,
  assetClasses,
  type StrategyStyle,
  strategyStyles,
  type Timeframe,
  timeframes,
} from "@boltz/contract";

export const drawdownSteps = ["10", "20", "30", "50"] as const;
export const tradeSteps = ["50", "100", "200", "500"] as const;
export const ageSteps = ["30", "90", "180", "365"] as const;

/** What the proof must say, as the address bar has it: percent, trades and days are the steps that are offered. */
export interface ProofSearch {
  market?: AssetClass;
  timeframe?: Timeframe;
  style?: StrategyStyle;
  drawdown?: (typeof drawdownSteps)[number];
  trades?: (typeof tradeSteps)[number];
  age?: (typeof ageSteps)[number];
  verified?: "1";
}

const verifiedSteps = ["1"] as const;

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((candidate) => candidate === value);

export const readProofSearch = (raw: Record<string, unknown>) => ({
  market: oneOf(assetClasses, raw["market"]),
  timeframe: oneOf(timeframes, raw["timeframe"]),
  style: oneOf(strategyStyles, raw["style"]),
  drawdown: oneOf(drawdownSteps, raw["drawdown"]),
  trades: oneOf(tradeSteps, raw["trades"]),
  age: oneOf(ageSteps, raw["age"]),
  verified: oneOf(verifiedSteps, raw["verified"]),
});

export const toProofInput = ({ market, timeframe, style, drawdown, trades, age, verified }: ProofSearch) => ({
  ...(market ? { assetClass: market } : {}),
  ...(timeframe ? { timeframe } : {}),
  ...(style ? { style } : {}),
  ...(drawdown ? { maxDrawdown: Number(drawdown) / 100 } : {}),
  ...(trades ? { minTrades: Number(trades) } : {}),
  ...(age ? { minAgeDays: Number(age) } : {}),
  ...(verified ? { verifiedOnly: true } : {}),
});

export const countProofFilters = ({
  market,
  timeframe,
  style,
  drawdown,
  trades,
  age,
  verified,
}: ProofSearch): number => [market, timeframe, style, drawdown, trades, age, verified].filter(Boolean).length;

/** A bound on these leaves only what was run here, whether that is asked for or not. */
export const needsVerified = ({ drawdown, trades }: ProofSearch): boolean =>
  drawdown !== undefined || trades !== undefined;
