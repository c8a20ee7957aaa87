/** A repeatable stream of numbers in [0, 1): the same seed makes the same catalogue. */
export const randomStream = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export type Random = ReturnType<typeof randomStream>;

export const pick = <T>(random: Random, list: readonly T[]): T => {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new RangeError("nothing to pick from");
  return chosen;
};

/** Draws from a list by Zipf's law: the n-th is about 1/n as frequent as the first. */
export const zipf = <T>(list: readonly T[]) => {
  let sum = 0;
  const sums = list.map((_, index) => {
    sum += 1 / (index + 1.5);
    return sum;
  });
  return (random: Random): T => {
    const sought = random() * sum;
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] ?? 0) < sought) low = middle + 1;
      else high = middle;
    }
    const drawn = list[low];
    if (drawn === undefined) throw new RangeError("nothing to draw from");
    return drawn;
  };
};

const common =
  "market strategy trend price average volume momentum breakout daily risk stop entry exit moving signal long short crossing close trade volatility return channel range position index weekly hourly reversion mean filter crypto stocks futures gold oil currency dollar bond sector rotation pullback dip swing carry season turn month night gap open band average strength relative oscillator drawdown capital portfolio hedge pair spread ratio quiet patient fast slow steady simple robust adaptive dynamic classic golden silver blue river mountain harbour compass anchor lantern falcon heron badger otter".split(
    " ",
  );
const starts =
  "ba be bo ca co da de di do fa fe fi ga go ha he ka ke ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se si so ta te ti to va ve vo wa we za".split(
    " ",
  );
const middles =
  "bel dar den fal gen har kel lan lor mar men nor pal ral ren sal sen tal tor val ven wil".split(" ");
const ends = "a an ar el en er ia in is on or um us ex ix".split(" ");

const vocabularySize = 12_000;

const makeVocabulary = (random: Random): string[] => {
  const made = new Set(common);
  while (made.size < vocabularySize)
    made.add(
      pick(random, starts) +
        pick(random, middles) +
        (random() < 0.4 ? pick(random, middles) : "") +
        pick(random, ends),
    );
  return [...made];
};

/** A hundred words of the trade, and behind them a long tail of made-up ones, by frequency. */
export const vocabulary = makeVocabulary(randomStream(1));

export const tagList =
  "trend momentum breakout mean-reversion etf crypto daily swing volatility futures forex intraday long-only low-turnover beginner hourly channel moving-average rsi macd gold seasonal stocks weekly multi-asset risk-parity pullback volume short-term long-short hedged defensive bonds commodities oil silver asia europe us-markets emerging small-cap large-cap sector-rotation pairs carry gap overnight monthly donchian bollinger atr adx stochastic vwap ichimoku trailing-stop fixed-fraction conservative aggressive research".split(
    " ",
  );
