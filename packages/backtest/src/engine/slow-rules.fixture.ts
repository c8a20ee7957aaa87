import { arithmeticOf, type Condition, comparisonOf, type Value } from "../language/rules.ts";
import type { Strategy } from "../language/schema.ts";
import type { Knob } from "./param-values.ts";
import { type Bar, measure, priceOf } from "./slow-indicators.fixture.ts";

/** A number and how far rounding may have moved it; undefined where it is unknown. */
type Measured = { value: number; error: number } | undefined;

const noise = 1e-11;
const exactly = (value: number): Measured => ({ value, error: 0 });

/**
 * Reads rules at a bar by walking the document anew each time. `isUnsure` turns true once an answer hung on a difference
 * that rounding alone can make, where two right engines may disagree.
 */
export class SlowRules {
  isUnsure = false;
  readonly #strategy: Strategy;
  readonly #bars: Bar[];
  readonly #values: Record<string, number>;

  constructor(strategy: Strategy, bars: Bar[], values: Record<string, number>) {
    this.#strategy = strategy;
    this.#bars = bars;
    this.#values = values;
  }

  numberOf = (knob: Knob): number =>
    typeof knob === "number" ? knob : (this.#values[knob.param] ?? Number.NaN);

  /** True, false, or undefined for unknown. */
  holds(condition: Condition, bar: number): boolean | undefined {
    if ("not" in condition) {
      const inner = this.holds(condition.not, bar);
      return inner === undefined ? undefined : !inner;
    }
    if ("all" in condition) {
      const parts = condition.all.map((part) => this.holds(part, bar));
      return parts.includes(false) ? false : parts.includes(undefined) ? undefined : true;
    }
    if ("any" in condition) {
      const parts = condition.any.map((part) => this.holds(part, bar));
      return parts.includes(true) ? true : parts.includes(undefined) ? undefined : false;
    }
    return this.#compare(condition, bar);
  }

  #compare(condition: Condition, bar: number): boolean | undefined {
    const comparison = comparisonOf(condition);
    if (comparison === undefined) return undefined;
    const { operator, left, right } = comparison;
    const now = this.#order(left, right, bar);
    if (operator === "gt") return now === undefined ? undefined : now > 0;
    if (operator === "lt") return now === undefined ? undefined : now < 0;
    if (operator === "gte") return now === undefined ? undefined : now >= 0;
    if (operator === "lte") return now === undefined ? undefined : now <= 0;
    const before = this.#order(left, right, bar - 1);
    if (now === undefined || before === undefined) return undefined;
    return operator === "crossesAbove" ? now > 0 && !(before > 0) : now < 0 && !(before < 0);
  }

  /** Above zero where the left value is the greater one, below where it is the smaller. */
  #order(left: Value, right: Value, bar: number): number | undefined {
    const [a, b] = [this.read(left, bar), this.read(right, bar)];
    if (a === undefined || b === undefined) return undefined;
    this.weigh(a.value, b.value, a.error + b.error);
    return a.value > b.value ? 1 : a.value < b.value ? -1 : 0;
  }

  /** Notes a comparison that is too close to call. */
  weigh(a: number, b: number, error: number): void {
    if (error > 0 && Math.abs(a - b) <= error) this.isUnsure = true;
  }

  read(value: Value, bar: number): Measured {
    if (typeof value === "number") return exactly(value);
    if ("param" in value) return exactly(this.numberOf(value));
    if ("price" in value) {
      const read = this.#bars[bar - (value.ago ?? 0)];
      if (read === undefined) return undefined;
      const number = priceOf(read, value.price);
      return { value: number, error: value.price === "hlc3" ? noise * number : 0 };
    }
    if ("indicator" in value)
      return this.#indicator(value.indicator, value.output ?? "", bar - (value.ago ?? 0));
    return this.#calculate(value, bar);
  }

  #indicator(name: string, output: string, bar: number): Measured {
    const indicator = this.#strategy.indicators[name];
    if (indicator === undefined || bar < 0) return undefined;
    const past = this.#bars.slice(0, bar + 1);
    const value = measure(indicator, past, this.numberOf)[output];
    if (value === undefined) return undefined;
    const isExact = indicator.kind === "obv" || indicator.kind === "donchian";
    const isVolume = "source" in indicator && indicator.source === "volume";
    const scale = Math.max(100, ...past.map((each) => (isVolume ? each.volume : each.high)));
    return { value, error: isExact ? 0 : noise * Math.max(scale, Math.abs(value)) };
  }

  #calculate(node: Value, bar: number): Measured {
    const arithmetic = arithmeticOf(node);
    if (arithmetic === undefined) return undefined;
    const [a, b] = [this.read(arithmetic.left, bar), this.read(arithmetic.right, bar)];
    if (a === undefined || b === undefined) return undefined;
    const [least, most] = [Math.abs(b.value) - b.error, Math.abs(b.value) + b.error];
    switch (arithmetic.operator) {
      case "add":
        return rounded(a.value + b.value, a.error + b.error);
      case "sub":
        return rounded(a.value - b.value, a.error + b.error);
      case "mul":
        return rounded(a.value * b.value, most * a.error + Math.abs(a.value) * b.error);
      case "div":
        if (b.error > 0 && least <= 0) this.isUnsure = true;
        return rounded(
          a.value / b.value,
          (a.error + Math.abs(a.value / b.value) * b.error) / Math.max(least, 0),
        );
    }
  }
}

function rounded(value: number, error: number): Measured {
  if (!Number.isFinite(value)) return undefined;
  return { value, error: error === 0 ? 0 : error + noise * Math.abs(value) };
}
