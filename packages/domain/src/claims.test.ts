import { describe, expect, test } from "vitest";
import { claimSentences, findClaims } from "./claims.ts";

const found = (text: string) => findClaims(text).map(({ words, rule }) => `${rule}: ${words}`);

const promises: [text: string, ...claims: string[]][] = [
  ["Guaranteed profits, month after month.", "guarantee: Guaranteed"],
  ["We guarantee that you win.", "guarantee: guarantee"],
  ["Results come with a guarantee.", "guarantee: guarantee"],
  ["This strategy guarantees an income.", "guarantee: guarantees"],
  ["Success is **guaranteed**.", "guarantee: guaranteed"],
  ["Success is gua*rant*eed.", "guarantee: gua*rant*eed"],
  ["Gua\u200branteed to work.", "guarantee: Gua\u200branteed"],
  ["𝗚𝘂𝗮𝗿𝗮𝗻𝘁𝗲𝗲𝗱 to work.", "guarantee: 𝗚𝘂𝗮𝗿𝗮𝗻𝘁𝗲𝗲𝗱"],
  ["ＧＵＡＲＡＮＴＥＥＤ to work.", "guarantee: ＧＵＡＲＡＮＴＥＥＤ"],
  ["No losses, guaranteed.", "no_risk: No losses", "guarantee: guaranteed"],
  ["Not only fast but guaranteed.", "guarantee: guaranteed"],
  ["A limit order guarantees profits here.", "guarantee: guarantees"],
  ["It is 100% safe.", "guarantee: 100% safe"],
  ["It has a 100 % win rate.", "guarantee: 100 % win rate"],
  ["A hundred percent accurate.", "guarantee: hundred percent accurate"],
  ["A foolproof system that never fails.", "guarantee: foolproof", "guarantee: never fails"],
  ["A risk-free way to trade.", "no_risk: risk-free"],
  ["Risk‑free: leave it running.", "no_risk: Risk‑free"],
  ["Trade risk\nfree today.", "no_risk: risk\nfree"],
  ["A riskless position.", "no_risk: riskless"],
  ["There is zero risk.", "no_risk: zero risk"],
  ["Earns without any risk.", "no_risk: without any risk"],
  ["You can't lose.", "no_risk: can't lose"],
  ["You can’t lose.", "no_risk: can’t lose"],
  ["It cannot lose!", "no_risk: cannot lose"],
  ["It never loses.", "no_risk: never loses"],
  ["It has never lost.", "no_risk: never lost"],
  ["Without losing trades since 2010.", "no_risk: Without losing trades"],
  ["A loss-proof grid.", "no_risk: loss-proof"],
  ["Easy money for everybody.", "certain_profit: Easy money"],
  ["A sure profit.", "certain_profit: sure profit"],
  ["Assured returns for patient people.", "certain_profit: Assured returns"],
  ["A secure monthly income.", "certain_profit: secure monthly income"],
  ["Get rich slowly.", "certain_profit: Get rich"],
  ["It always wins.", "certain_profit: always wins"],
  ["It is always profitable.", "certain_profit: always profitable"],
  ["Profit every single day.", "certain_profit: Profit every single day"],
  ["Doubles your money by spring.", "certain_profit: Doubles your money"],
  ["Passive income while you sleep.", "certain_profit: Passive income"],
  ["It prints money.", "certain_profit: prints money"],
  ["A sure-fire entry.", "certain_profit: sure-fire"],
  ["Makes 20% per month.", "return_without_source: Makes 20%"],
  ["Expect 20% per month.", "return_without_source: 20% per month"],
  ["Expect 20 percent a month.", "return_without_source: 20 percent a month"],
  ["Expect 5-10% monthly returns.", "return_without_source: 5-10% monthly returns"],
  ["Returns of up to 300%.", "return_without_source: Returns of up to 300%"],
  ["It earned 40 % last year.", "return_without_source: earned 40 %"],
  ["A CAGR of 31.5% since 2003.", "return_without_source: CAGR of 31.5%"],
  ["It gains 4% a month.", "return_without_source: 4% a month"],
  ["Gains of 4% are usual.", "return_without_source: Gains of 4%"],
  ["12,5% annual yield.", "return_without_source: 12,5% annual yield"],
  ["- Calm\n- 3% a week\n- Simple", "return_without_source: 3% a week"],
  ["**20%** per **month**", "return_without_source: 20%** per **month"],
];

const statements = [
  "Nothing is guaranteed.",
  "Nothing, of course, is guaranteed.",
  "Past results do not guarantee future ones.",
  "Past results don’t guarantee anything.",
  "There is no guarantee of profit.",
  "The fill is not guaranteed.",
  "Results are **not** guaranteed.",
  "Nobody can guarantee a result.",
  "It isn't guaranteed to work.",
  "No stop guarantees a price.",
  "A limit order guarantees the price but not the fill.",
  "It places a guaranteed stop at the broker.",
  "A 14-day money-back guarantee.",
  "Guaranteed profits do not exist.",
  "Guaranteed returns are a myth.",
  "Is it guaranteed? No.",
  "Beware of guaranteed returns.",
  "Avoid anyone who promises guaranteed profits.",
  "It is far from 100% accurate.",
  "Its return above the risk-free rate was small.",
  "The risk free rate of return is taken from bills.",
  "Cash earns the risk-free interest rate.",
  "Excess return over the risk-free asset.",
  "No strategy is risk-free.",
  "This isn’t risk-free.",
  "It is not without risk.",
  "There is no such thing as zero risk.",
  "Do not trade it without risk limits.",
  "It has no risk management of its own.",
  "It never loses more than two percent on a trade.",
  "It sets a stop. Losses happen.",
  "It manages risk\n\nFree of charge for all.",
  "Make sure profits are taken at the close.",
  "A fixed profit target of two average ranges.",
  "It trails the stop to secure profits.",
  "Fixed income funds are left out.",
  "Under certain returns regimes it waits.",
  "It is not a get-rich-quick scheme.",
  "It does not always win.",
  "Doubles the account's drawdown in the worst case.",
  "This is no passive income.",
  "It never doubles the position.",
  "It made 12% a year in the backtest from 2010 to 2020.",
  "Returned 9% a year, measured out of sample.",
  "It returned 12% a year. Source: https://example.test/report.",
  "It returned 12% a year. That is the backtest of 2012 to 2022.",
  "It risks 1% per day at most.",
  "The fund's fee is 0.5% per year.",
  "Stops trading after a loss of 3% a day.",
  "It takes a profit of 5% and waits.",
  "Sells once the position gains 8%.",
  "It buys when the index returned 5% in a month.",
  "Enters with a 10% profit target.",
  "It does not make 10% a month.",
  "Invests 95% of equity and keeps 5% in cash.",
  "Volatility of 10% a year is typical.",
  "Three things end it: it loses 6%, it gains 12%, or twenty days pass.",
  "Hold as much as would have swung by about 20% a year.",
  "Buys the 10% with the strongest momentum.",
];

describe("promises", () => {
  test.each(promises)("%j", (text, ...claims) => {
    expect(found(text)).toEqual(claims);
  });
});

describe("statements that promise nothing", () => {
  test.each(statements)("%j", (text) => {
    expect(found(text)).toEqual([]);
  });
});

test("a claim says where it stands, in their order, and each has its sentence", () => {
  const text = "Ｒisk-free*!* 👍 And it is *guaranteed*: 9% a day.";
  const claims = findClaims(text);
  expect(claims.map(({ rule }) => rule)).toEqual(["no_risk", "guarantee", "return_without_source"]);
  for (const { start, end, words, rule } of claims) {
    expect(text.slice(start, end)).toBe(words);
    expect(claimSentences[rule].length).toBeGreaterThan(10);
  }
  expect(claims.map(({ words }) => words)).toEqual(["Ｒisk-free", "guaranteed", "9% a day"]);
});

test.each([
  ["many claims", "guaranteed "],
  ["returns in one sentence", "9% a day "],
  ["digits", "1"],
  ["numbers", "1.1"],
  ["spaces after a number", `9${" ".repeat(997)}`],
  ["fillers", "returns of of of of "],
  ["nearly a return", "9% net gross average total "],
  ["denials", "not nothing never without no "],
  ["marks", "*_*_`~"],
  ["new lines", "\n \n"],
  ["letters from elsewhere", "ＧＵ\u0301\u200b"],
  ["ends of sentences", ". ! ? "],
  ["no risk at all", "no risk "],
])("20,000 characters take no time: %s", (_, part) => {
  const text = part.repeat(Math.ceil(20_000 / part.length)).slice(0, 20_000);
  findClaims(text);
  const times = [1, 2, 3].map(() => {
    const begun = Date.now();
    findClaims(text);
    return Date.now() - begun;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
