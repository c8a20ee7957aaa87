import { entryParts, type Rule } from "../engine/rules-of.ts";
import { describeStrategy } from "../language/describe.ts";
import { conditionText } from "../language/describe-rules.ts";
import type { Strategy } from "../language/schema.ts";

/** How the sentence of each way out begins or ends, in the strategy's description. */
const sentenceMarks = {
  stop: /^A stop stands /,
  target: /^A profit target stands /,
  trailingStop: /^A trailing stop follows /,
  maxBars: / at the latest\.$/,
} as const;

/** One rule of `rulesOf` in a sentence of plain words. */
export function ruleWords(strategy: Strategy, { path, side: name, kind }: Rule): string {
  const side = strategy[name];
  if (side === undefined) return path;
  const [enters, leaves] = name === "long" ? ["Buys", "Sells"] : ["Sells short", "Buys back"];
  if (kind === "entry") {
    const part = entryParts(name, side).find((each) => each.path === path);
    return part === undefined ? path : `${enters} only when ${conditionText(part.condition, strategy)}.`;
  }
  if (kind === "exit")
    return side.exit === undefined ? path : `${leaves} when ${conditionText(side.exit, strategy)}.`;
  const section = describeStrategy(strategy).find(({ title }) => title === `Leaving ${name}`);
  return section?.sentences.findLast((sentence) => sentenceMarks[kind].test(sentence)) ?? path;
}
