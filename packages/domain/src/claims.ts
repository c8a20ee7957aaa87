/** A promise that no strategy can keep, at `start` to `end` (exclusive, in UTF-16 units) of its text. */
export interface Claim {
  start: number;
  end: number;
  words: string;
  rule: ClaimRule;
}

export type ClaimRule = "guarantee" | "no_risk" | "certain_profit" | "return_without_source";

/** Why each is stopped, for the author. */
export const claimSentences = {
  guarantee: "nobody can guarantee a result",
  no_risk: "every position can lose",
  certain_profit: "no profit is certain",
  return_without_source: "a return needs its source: link to it, or name the backtest and its period",
} as const satisfies Record<ClaimRule, string>;

const promises: readonly { rule: ClaimRule; pattern: RegExp }[] = [
  {
    rule: "guarantee",
    pattern:
      /\b(?:guarantee[ds]?|guaranteeing)\b|\b(?:100|hundred)\s*(?:%|percent|per cent)\s+(?:safe|sure|certain|accura(?:te|cy)|win(?:ning)?(?:\s+rate)?|success)/giu,
  },
  {
    rule: "no_risk",
    pattern:
      /\b(?:risk[\s-]*free(?!\s+(?:rates?|assets?|benchmark))|riskless|zero[\s-]+risk|no[\s-]+risk|without\s+(?:any\s+)?risk|can(?:not|'t|’t)\s+lose|never\s+loses?|no\s+losses|loss[\s-]*proof)\b/giu,
  },
  {
    rule: "certain_profit",
    pattern:
      /\b(?:sure|assured|certain|fixed|secure|effortless|instant|easy)[\s-]+(?:profits?|returns?|gains?|income|money)\b|\bget\s+rich\b|\balways\s+(?:wins?|profits?|profitable)\b|\bdoubles?\s+(?:your|the)\s+(?:money|capital|account|investment)\b|\bpassive\s+income\b/giu,
  },
];

const returnPattern =
  /\b\d{1,5}(?:[.,]\d+)?\s*(?:%|percent\b|per\s+cent\b)\s*(?:(?:net|gross|average|annual|annualised|annualized|monthly|weekly|daily|yearly|compound)\s+)*(?:(?:profits?|returns?|gains?|roi|cagr|yield)\b|(?:a|per|each|every)\s+(?:day|week|month|year)\b)|\b(?:profits?|returns?|gains?|roi|cagr|yields?|earns?|made|makes?)\s+(?:of\s+|up\s+to\s+|over\s+|about\s+|around\s+)*\d{1,5}(?:[.,]\d+)?\s*(?:%|percent\b|per\s+cent\b)/giu;

const denial =
  /\b(?:no|not|never|nothing|nobody|without|cannot|isn['’]t|aren['’]t|don['’]t|doesn['’]t|can['’]t)\b[^.!?\n]{0,24}$/iu;
const sourced =
  /https?:\/\/|\b(?:back-?test(?:ed|s)?|out[\s-]of[\s-]sample|holdout|verified|measured|simulated)\b/iu;

/** The sentence around a place, for what it says before and where a figure comes from. */
const sentenceAround = (text: string, start: number, end: number) => {
  const before = Math.max(...[". ", "! ", "? ", "\n"].map((mark) => text.lastIndexOf(mark, start - 1)));
  const ends = [". ", "! ", "? ", "\n"].map((mark) => text.indexOf(mark, end)).filter((at) => at >= 0);
  return text.slice(before + 1, ends.length === 0 ? text.length : Math.min(...ends));
};

const isDenied = (text: string, start: number) => denial.test(text.slice(Math.max(0, start - 40), start));

/**
 * The promises in a text that a listing may not make, in their order. "Nothing is guaranteed" promises
 * nothing, and a return may stand beside its source.
 */
export const findClaims = (text: string): Claim[] => {
  const found: Claim[] = [];
  const add = (rule: ClaimRule, match: RegExpExecArray) => {
    const end = match.index + match[0].length;
    if (!found.some((claim) => match.index < claim.end && claim.start < end))
      found.push({ start: match.index, end, words: match[0], rule });
  };
  for (const { rule, pattern } of promises)
    for (const match of text.matchAll(pattern)) if (!isDenied(text, match.index)) add(rule, match);
  for (const match of text.matchAll(returnPattern))
    if (!sourced.test(sentenceAround(text, match.index, match.index + match[0].length)))
      add("return_without_source", match);
  return found.sort((a, b) => a.start - b.start);
};
