import { useMemo } from "react";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { formatGain } from "../proof/figure-format.ts";
import classes from "./attached.module.css";
import { readResult } from "./read-result.ts";

/** What a chosen result says, to see that it is the right one; the server recomputes all of it. */
export function ResultPreview({ text }: { text: string }) {
  const result = useMemo(() => readResult(text), [text]);
  if (result === null) return null;
  const lines = [
    ["Strategy class", result.className],
    ["From", result.from],
    ["To", result.to],
    ["Trades", formatCount(result.trades)],
    ["Won", formatShare(result.won, result.trades)],
    ["Sum of its trades", formatGain(result.total)],
  ] as const;
  return (
    <section aria-label="What the result says">
      <dl className={`${classes["preview"]} num`}>
        {lines.map(([label, words]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <p className={classes["quiet"]}>
        As the file says. When it is saved, every figure is recomputed from the rates of its trades, and
        figures that do not follow from them are listed for all to see.
      </p>
    </section>
  );
}
