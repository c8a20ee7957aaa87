import type { Attribution } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { placed } from "../../components/places.ts";
import { plural } from "../../format/numbers.ts";
import { formatGain } from "./figure-format.ts";
import classes from "./panels.module.css";

const shownAtFirst = 12;

/** What each rule earned beyond buying and holding; the bars add up to the difference. */
export function AttributionBars({ attribution }: { attribution: Attribution | null }) {
  const [isAll, setIsAll] = useState(false);
  if (attribution === null)
    return (
      <Text c="dimmed">
        This strategy has too many rules or bars for every combination of rules to be run, so no share is
        shown.
      </Text>
    );
  const { baseline, total, method, coalitions } = attribution;
  const rules = attribution.rules.toSorted((a, b) => b.value - a.value);
  const widest = Math.max(...rules.map(({ value }) => Math.abs(value)), Number.EPSILON);
  const shown = isAll ? rules : rules.slice(0, shownAtFirst);
  return (
    <div>
      <Text size="sm" className={classes["lead"] ?? ""}>
        {`Bought and held, the account would show ${formatGain(baseline)}; with all rules it shows ${formatGain(total)}. The rules share the difference, ${formatGain(total - baseline)} of the account at the start, each by what it adds on average when it joins the others.`}
      </Text>
      <ul className={classes["bars"]}>
        {placed(shown).map(({ place, entry: { words, value } }) => (
          <li key={place}>
            <span className={classes["barWords"]}>{words}</span>
            <span className={classes["track"]} aria-hidden>
              <span
                className={classes["bar"]}
                data-sign={value < 0 ? "minus" : "plus"}
                style={{ width: `${(50 * Math.abs(value)) / widest}%` }}
              />
            </span>
            <strong className="num">{formatGain(value)}</strong>
          </li>
        ))}
      </ul>
      {rules.length > shownAtFirst ? (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setIsAll(!isAll)}>
          {isAll ? "Show fewer" : `Show all ${rules.length} rules`}
        </Button>
      ) : null}
      <Text size="xs" c="dimmed" mt="xs">
        {method === "exact"
          ? `Shapley values, exact: all ${plural(coalitions, "combination")} of rules were run over all bars.`
          : `Shapley values from ${plural(coalitions, "sampled combination")} of rules, run over all bars.`}
      </Text>
    </div>
  );
}
