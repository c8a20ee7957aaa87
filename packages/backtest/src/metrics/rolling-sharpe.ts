import { isBeyondRounding, type Series } from "./moments.ts";

/** How many values, their mean, and the sum of squared distances from it. */
interface Spread {
  count: number;
  mean: number;
  squares: number;
}

const nothing: Spread = { count: 0, mean: 0, squares: 0 };

/** Both parts as one (Chan, Golub and LeVeque 1979); a single value is a part without squares. */
function together(one: Spread, other: Spread): Spread {
  const count = one.count + other.count;
  if (count === 0) return nothing;
  const distance = other.mean - one.mean;
  return {
    count,
    mean: one.mean + (distance * other.count) / count,
    squares: one.squares + other.squares + (distance * distance * one.count * other.count) / count,
  };
}

const single = (value: number | undefined): Spread => ({ count: 1, mean: value ?? 0, squares: 0 });

function ratioOf({ count, mean, squares }: Spread, periods: number): number | null {
  const deviation = Math.sqrt(squares / (count - 1));
  if (!isBeyondRounding(deviation, mean)) return null;
  const ratio = (mean / deviation) * Math.sqrt(periods);
  return Number.isFinite(ratio) ? ratio : null;
}

/**
 * Sharpe ratio a year over the last `window` returns at each return; null before there are so many and where they do not
 * move. `periods` is the number of returns in a year. Time linear in returns, whatever the window: each window is the end
 * of one run of `window` returns and the beginning of the next, and nothing is ever subtracted from a sum.
 */
export function rollingSharpe(returns: Series, window: number, periods: number): (number | null)[] {
  const found = Array.from({ length: returns.length }, (): number | null => null);
  if (!(Number.isInteger(window) && window >= 2)) return found;
  for (let begin = 0; begin + window <= returns.length; begin += window) {
    const endings = [nothing];
    for (let bar = begin + window - 1; bar >= begin; bar--) {
      endings.push(together(single(returns[bar]), endings.at(-1) ?? nothing));
    }
    let beginning = nothing;
    for (let ahead = 0; ahead < window && begin + window - 1 + ahead < returns.length; ahead++) {
      const last = begin + window - 1 + ahead;
      if (ahead > 0) beginning = together(beginning, single(returns[last]));
      found[last] = ratioOf(together(endings[window - ahead] ?? nothing, beginning), periods);
    }
  }
  return found;
}
