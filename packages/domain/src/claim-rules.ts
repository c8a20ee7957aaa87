/** Why each is stopped, for the author. */
export const claimSentences = {
  guarantee: "nobody can guarantee a result",
  no_risk: "every position can lose",
  certain_profit: "no profit is certain",
  return_without_source: "a return needs its source: link to it, or name the backtest and its period",
} as const satisfies Record<string, string>;

export type ClaimRule = keyof typeof claimSentences;

/** What stands for the words themselves in the surroundings that `unless` is held against. */
export const place = "\u0001";

interface ClaimPattern {
  rule: ClaimRule;
  /** What promises something, in folded text. */
  pattern: RegExp;
  /** What surrounds it where it promises nothing: another meaning of the same words. */
  unless: RegExp;
}

const profit = "(?:profits?|returns?|gains?|income|earnings|money|cash)";
const period = "(?:day|week|month|quarter|year)";
const often = "(?:daily|weekly|monthly|quarterly|yearly|annual|annualised|annualized)";
const percent = "\\d{1,6}(?:[.,]\\d{1,6})?(?: ?- ?\\d{1,6}(?:[.,]\\d{1,6})?)? ?(?:%|percent\\b|per cent\\b)";

const any = (...patterns: string[]) => new RegExp(`(?:${patterns.join("|")})`, "gu");

export const claimPatterns: readonly ClaimPattern[] = [
  {
    rule: "guarantee",
    pattern: any(
      "\\bguarant(?:ee[ds]?|eeing|y|ies)\\b",
      "\\b(?:100|hundred) ?(?:%|percent|per cent) (?:safe|secure|sure|certain|reliable|foolproof|success|successful|accurate|accuracy|profitable|win(?:ning|s)?(?: rate)?)\\b",
      "\\bwin(?:ning)? rate (?:of|is|at) 100 ?(?:%|percent|per cent)",
      "\\bfool-?proof\\b",
      "\\b(?:never|cannot|can't) fails?\\b",
    ),
    unless: new RegExp(
      [
        `\\b(?:money[ -]back|refund|satisfaction|delivery|price) ${place}`,
        `\\b(?:money[ -]back|refund|satisfaction)\\b[^.]{0,20}${place}`,
        `${place} (?:stops?|stop-loss|fills?|execution|minimum|access|delivery)\\b`,
        `${place} (?:(?:a|the|your|full) ){0,2}(?:refund|money back)\\b`,
        `\\b(?:limit|stop|stop-loss|market|order|orders|broker|exchange) ${place}(?! (?:\\w+ ){0,3}${profit})`,
        `\\b(?:government|state|bank|deposit|treasury)[ -](?:bonds? )?${place}`,
      ].join("|"),
      "u",
    ),
  },
  {
    rule: "no_risk",
    pattern: any(
      "\\brisk[ -]?free\\b",
      "\\briskless\\b",
      "\\b(?:zero|no|without|without any|without the)[ -]risks?\\b",
      "\\b(?:can not|cannot|can't|could not|couldn't|will not|won't) (?:possibly )?lose\\b",
      "\\bimpossible to lose\\b",
      "\\bnever (?:loses?|lost|had a losing)\\b",
      "\\b(?:no|zero|without|without any) (?:loss|losses|losing (?:trades?|days?|weeks?|months?|years?))\\b",
      "\\bloss[ -]?(?:proof|free|less)\\b",
    ),
    unless: new RegExp(
      [
        `${place} (?:interest |return )?(?:rates?|assets?|benchmarks?|bonds?|bills?|instruments?|alternative|curve)\\b`,
        `\\b(?:above|over|beyond|than|less|minus) the ${place}`,
        `${place}(?: |-)(?:limits?|limiting|management|manager|controls?|budget|model|premium|parity|filter|rules?|adjustment|of (?:being|missing))\\b`,
        `${place} (?:more|sight|track|its|their|over|larger|bigger|greater|above|beyond|limit|limits|target|stop)\\b`,
        `\\b(?:with|has|had|is|are|there (?:is|was)) no stop ${place}`,
        `\\bstop ${place}`,
      ].join("|"),
      "u",
    ),
  },
  {
    rule: "certain_profit",
    pattern: any(
      `\\b(?:(?<!\\b(?:make|makes|making|made|be|am|is|are|being|for) )sure|assured|effortless|instant|easy)[ -]${profit}\\b`,
      "\\bcertain (?:profits?|income|money)\\b",
      `\\b(?:fixed|secure|sure|stable) ${often} ${profit}\\b`,
      `\\ba secure (?:profit|return|income)\\b`,
      "\\bsure-?fire\\b|\\bsure thing\\b",
      "\\bget[ -]rich\\b",
      "\\balways (?:wins?|winning|profits?|profitable|makes? (?:a )?(?:profit|money)|in profit|in the green)\\b",
      `\\b(?:profits?|profitable|wins?|makes? money|earns? money|makes? a profit) (?:on )?(?:each|every)(?: single)? (?:time|trade|${period})\\b`,
      "\\bevery trade (?:wins|is a win|is a winner|is profitable|makes money)\\b",
      "\\b(?:doubles?|doubling|triples?|tripling) (?:your|the) (?:money|capital|account|investment|deposit)\\b",
      "\\bpassive income\\b",
      "\\b(?:prints?|printing) money\\b|\\bmoney (?:printer|machine)\\b|\\bcash machine\\b",
    ),
    unless: new RegExp(
      [
        `${place} (?:target|targets|taking|stop|factor)\\b`,
        `${place}(?:'s)? (?:drawdown|risk|size|exposure|fees?)\\b`,
        `\\b(?:central banks?|fed|governments?) (?:that )?${place}`,
      ].join("|"),
      "u",
    ),
  },
  {
    rule: "return_without_source",
    pattern: any(
      `\\b${percent} (?:(?:net|gross|average|total|compound|compounded|${often}) ){0,4}(?:profits?|returns?|gains?|roi|cagr|yields?|(?:a|an|per|each|every) (?:single )?${period})\\b`,
      `\\b(?:profits?|returns?|returned|returning|gained|gains?(?! \\d)|roi|cagr|yields?|yielded|earns?|earned|earning|made|makes?|making) (?:(?:of|up to|as much as|more than|over|about|around|at least|roughly|nearly|almost|an average|average|is|was|a) ){0,4}${percent}`,
    ),
    unless: new RegExp(
      [
        `\\b(?:risks?|risking|risked|fees?|costs?|commissions?|slippage|interest|inflation|volatility|swings?|swung|moves?|moved|drawdowns?|loss(?:es)?|loses?|losing|lost|falls?|fell|margin|borrow(?:s|ing)?|tax(?:es)?|turnover|exposure|limit(?:s|ed)?|allocat\\w{1,6}|rebalanc\\w{1,4}|dividends?|bonds?|treasur(?:y|ies)|coupons?|bills?|takes?|taking|exits?|exiting|sells?|selling|sold|buys?|buying|closes?|closing|stops?|when|whenever|if|once|after|until|unless|where)\\b[^,;]{0,34}${place}`,
        `${place} (?:of (?:the|its|your|all|capital|equity|trades|days|cash)|targets?|limits?|thresholds?|stops?|loss|drawdown|volatility|of volatility|fees?|in (?:fees|costs))\\b`,
        `${place} (?:triggers?|is taken|closes|ends|risk)\\b`,
      ].join("|"),
      "u",
    ),
  },
];
