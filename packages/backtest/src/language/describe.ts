import { barsText, conditionText, type Knob, knobText } from "./describe-rules.ts";
import type { Condition } from "./rules.ts";
import type { Distance, Side, Strategy } from "./schema.ts";
import { type SideName, sidesOf } from "./walk.ts";

/** A part of a strategy in plain words: whole sentences under a title. */
export interface RuleSection {
  title: string;
  sentences: string[];
}

/**
 * A checked strategy's rules in plain words, written from the tree itself, so that the words cannot say anything that the
 * rules do not. Parameters stand at their defaults; the last section says how far each may be turned.
 */
export function describeStrategy(strategy: Strategy): RuleSection[] {
  const sections = [
    { title: "Market", sentences: marketSentences(strategy) },
    ...sidesOf(strategy).flatMap(({ name, side }) => [
      { title: `Entering ${name}`, sentences: entrySentences(name, side, strategy) },
      { title: `Leaving ${name}`, sentences: leavingSentences(name, side, strategy) },
    ]),
    { title: "Position size", sentences: [sizingSentence(strategy)] },
    { title: "Costs assumed", sentences: costSentences(strategy) },
    { title: "Parameters", sentences: paramSentences(strategy) },
  ];
  return sections.filter((section) => section.sentences.length > 0);
}

const timeframeWords: Record<Strategy["timeframe"], string> = {
  "1m": "1-minute",
  "5m": "5-minute",
  "15m": "15-minute",
  "30m": "30-minute",
  "1h": "hourly",
  "4h": "4-hour",
  "1d": "daily",
  "1w": "weekly",
};

const assetWords: Record<Strategy["market"]["assetClass"], string> = {
  stocks: "stocks",
  etfs: "ETFs",
  crypto: "crypto",
  forex: "currencies",
  futures: "futures",
  commodities: "commodities",
};

function marketSentences(strategy: Strategy): string[] {
  const { market } = strategy;
  const traded = "symbols" in market ? market.symbols.join(", ") : market.universe;
  return [
    `Trades ${assetWords[market.assetClass]}: ${traded}.`,
    `Decides at the close of each ${timeframeWords[strategy.timeframe]} bar and acts at the next open.`,
  ];
}

const entrySentences = (name: SideName, side: Side, strategy: Strategy) =>
  ruleSentences(name === "long" ? "Buys" : "Sells short", side.entry, strategy);

function leavingSentences(name: SideName, side: Side, strategy: Strategy): string[] {
  const [losing, winning] = name === "long" ? ["below", "above"] : ["above", "below"];
  const leave = name === "long" ? "Sells" : "Buys back";
  const sentences = side.exit === undefined ? [] : ruleSentences(leave, side.exit, strategy);
  if (side.stop !== undefined)
    sentences.push(`A stop stands ${distanceText(side.stop, strategy)} ${losing} the entry price.`);
  if (side.target !== undefined)
    sentences.push(
      `A profit target stands ${distanceText(side.target, strategy)} ${winning} the entry price.`,
    );
  if (side.trailingStop !== undefined) {
    const distance = distanceText(side.trailingStop, strategy);
    sentences.push(`A trailing stop follows ${distance} ${losing} the best price since entry.`);
  }
  if (side.maxBars !== undefined)
    sentences.push(`${leave} after ${barsText(knobText(side.maxBars, strategy))} at the latest.`);
  return sentences;
}

function ruleSentences(act: string, rule: Condition, strategy: Strategy): string[] {
  if ("all" in rule && rule.all.length > 1)
    return [
      `${act} when all of these are true:`,
      ...rule.all.map((part) => sentence(conditionText(part, strategy))),
    ];
  if ("any" in rule && rule.any.length > 1)
    return [
      `${act} when at least one of these is true:`,
      ...rule.any.map((part) => sentence(conditionText(part, strategy))),
    ];
  return [`${act} when ${conditionText(rule, strategy)}.`];
}

const sentence = (clause: string) => `${clause.replace(/[a-z]/, (first) => first.toUpperCase())}.`;

function distanceText(distance: Distance, strategy: Strategy): string {
  if ("percent" in distance) return percentText(distance.percent, strategy);
  return `${knobText(distance.atr, strategy)} times the ${knobText(distance.length, strategy)}-bar average true range`;
}

const percentText = (knob: Knob, strategy: Strategy) => `${knobText(knob, strategy)}%`;

function sizingSentence(strategy: Strategy): string {
  const { sizing } = strategy;
  switch (sizing.method) {
    case "fixedFraction":
      return `Puts ${percentText(sizing.percentOfEquity, strategy)} of the account into each position.`;
    case "riskPerTrade":
      return `Sizes each position so that its stop would cost ${percentText(sizing.percentOfEquity, strategy)} of the account.`;
    case "volatilityTarget":
      return `Sizes each position for a yearly volatility of ${percentText(sizing.annualPercent, strategy)}, measured over ${barsText(knobText(sizing.lookback, strategy))}, and never above the whole account.`;
  }
}

function costSentences(strategy: Strategy): string[] {
  const { commissionBps, slippageBps } = strategy.costs;
  return [`Every fill pays ${bpsText(commissionBps)} in commission and ${bpsText(slippageBps)} in slippage.`];
}

const bpsText = (bps: number) => `${Number((bps / 100).toFixed(4))}%`;

const paramSentences = (strategy: Strategy) =>
  Object.entries(strategy.params).map(
    ([name, param]) =>
      `${name} is ${param.default}; it can be set from ${param.min} to ${param.max} in steps of ${param.step}.`,
  );
