import { attachedLimits } from "@boltz/contract";
import { refuseField } from "./refuse-field.ts";

/** Bounded everywhere, so that no text makes the search slow. */
const classPattern =
  /^class[ \t]{1,8}([A-Za-z_][A-Za-z0-9_]{0,79})[ \t]{0,8}\([^()]{0,200}\bIStrategy\b[^()]{0,200}\)/gm;

/**
 * Looks at a strategy file as at any text; nothing of it is ever run, imported or parsed. Throws
 * `invalid_input` for what is no text, too large, or has no class that names IStrategy.
 */
export const checkStrategyFile = (text: string, className: string): void => {
  if (text.includes("\u0000") || !text.isWellFormed()) refuseField("strategyFile", "is not plain UTF-8 text");
  if (Buffer.byteLength(text) > attachedLimits.strategyFile)
    refuseField("strategyFile", `is larger than ${attachedLimits.strategyFile / 1_024} KiB`);
  const names = Array.from(text.matchAll(classPattern), ([, name]) => name);
  if (names.length === 0) refuseField("strategyFile", "has no class that is an IStrategy");
  if (!names.includes(className))
    refuseField("strategyFile", `has no class ${className}, of which the backtest result is`);
};
