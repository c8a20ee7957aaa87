import { defaultValues, type ParamValues } from "../language/params.ts";
import type { Strategy } from "../language/schema.ts";

export type Knob = number | { param: string };

/** The value of each parameter in a run. Throws a RangeError on a name that the strategy has not, or on what is no finite number. */
export function paramValues(strategy: Strategy, given: Readonly<Record<string, number>> = {}): ParamValues {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(strategy.params, name)) throw new RangeError(`the strategy has no parameter ${name}`);
    if (!Number.isFinite(value)) throw new RangeError(`parameter ${name} must be a finite number`);
  }
  return { ...defaultValues(strategy), ...given };
}

/** The number at which a knob stands. */
export function numberOf(knob: Knob, values: ParamValues): number {
  if (typeof knob === "number") return knob;
  const value = Object.hasOwn(values, knob.param) ? values[knob.param] : undefined;
  if (value === undefined) throw new RangeError(`the strategy has no parameter ${knob.param}`);
  return value;
}

/** The same for a number of bars. Throws a RangeError on one that is no whole number above zero. */
export function barsOf(knob: Knob, values: ParamValues): number {
  const bars = numberOf(knob, values);
  if (Number.isInteger(bars) && bars >= 1) return bars;
  throw new RangeError(`a length must be a whole number of bars above zero, not ${bars}`);
}
