import type { BehaviourDiff } from "@boltz/contract";
import { VisuallyHidden } from "@mantine/core";
import { placed } from "../../components/places.ts";
import { formatCount, plural } from "../../format/numbers.ts";
import classes from "./behaviour-diff.module.css";
import { formatGain, formatPercent, formatRatio } from "./figure-format.ts";

interface RulesChangedProps {
  rulesAdded: readonly string[];
  rulesRemoved: readonly string[];
}

const mostRules = 40;

/** Sentences that a version gained and lost. */
export function RulesChanged({ rulesAdded, rulesRemoved }: RulesChangedProps) {
  if (rulesAdded.length + rulesRemoved.length === 0)
    return <p className={classes["note"]}>The rules in words are the same.</p>;
  const hidden = Math.max(0, rulesRemoved.length - mostRules) + Math.max(0, rulesAdded.length - mostRules);
  return (
    <ul className={classes["rules"]} aria-label="Rules that changed">
      {placed(rulesRemoved.slice(0, mostRules)).map(({ place, entry }) => (
        <li key={`removed ${place}`} data-change="removed">
          <VisuallyHidden>Removed: </VisuallyHidden>
          <del>{entry}</del>
        </li>
      ))}
      {placed(rulesAdded.slice(0, mostRules)).map(({ place, entry }) => (
        <li key={`added ${place}`} data-change="added">
          <VisuallyHidden>Added: </VisuallyHidden>
          <ins>{entry}</ins>
        </li>
      ))}
      {hidden === 0 ? null : <li>{`and ${plural(hidden, "more sentence")}`}</li>}
    </ul>
  );
}

interface BehaviourChangedProps {
  diff: Omit<BehaviourDiff, "rulesAdded" | "rulesRemoved">;
  to: string;
}

/** How two versions traded on the same bars, side by side. */
export function BehaviourChanged({ diff, to }: BehaviourChangedProps) {
  const { before, now } = diff;
  const rows = [
    { label: "Total return", figures: [formatGain(before.totalReturn), formatGain(now.totalReturn)] },
    { label: "Sharpe ratio", figures: [formatRatio(before.sharpe), formatRatio(now.sharpe)] },
    {
      label: "Deepest drawdown",
      figures: [formatPercent(before.maxDrawdown), formatPercent(now.maxDrawdown)],
    },
    { label: "Closed trades", figures: [formatCount(before.trades), formatCount(now.trades)] },
  ];
  return (
    <div className={classes["behaviour"]}>
      <table className={`${classes["table"]} num`}>
        <caption>On the same bars</caption>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>Figure</VisuallyHidden>
            </th>
            <th scope="col">{diff.from}</th>
            <th scope="col">{to}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, figures: [then, today] }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{then}</td>
              <td>{today}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes["note"]}>
        {`Trades: ${formatCount(diff.tradesInBoth)} the same, ${formatCount(diff.tradesOnlyBefore)} only before, ${formatCount(diff.tradesOnlyNow)} only now. `}
        {diff.correlation === null
          ? "One of the two never moves, so their returns cannot be compared."
          : `Their returns correlate by ${formatRatio(diff.correlation)} (1 is the same).`}
      </p>
    </div>
  );
}
