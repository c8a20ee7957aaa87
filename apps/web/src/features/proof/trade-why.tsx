import type { ProofReport, RuleTrace, TradeRecord } from "@boltz/contract";
import { Text } from "@mantine/core";
import { IconCheck, IconMinus, IconX } from "@tabler/icons-react";
import { placed } from "../../components/places.ts";
import { formatBarMoment, formatValue } from "./figure-format.ts";
import { holdsWords, reasonWords } from "./trade-words.ts";
import classes from "./trades.module.css";

interface TradeWhyProps {
  trade: TradeRecord;
  conditions: ProofReport["conditions"];
  withTime: boolean;
}

/** What each rule saw when the trade was decided, and when it was left. */
export function TradeWhy({ trade, conditions, withTime }: TradeWhyProps) {
  return (
    <div className={classes["why"]}>
      <TraceTable
        title={`Entry, decided at the close of ${formatBarMoment(trade.signalAt, withTime)}`}
        traces={trade.why.entry}
        conditions={conditions}
        none="The entry has no comparison to show."
      />
      <TraceTable
        title={
          trade.exitAt === null
            ? "Exit"
            : `Exit on ${formatBarMoment(trade.exitAt, withTime)}: ${reasonWords(trade.reason).toLowerCase()}`
        }
        traces={trade.why.exit}
        conditions={conditions}
        none={
          trade.exitAt === null
            ? "It is still open."
            : "It was left by its price alone, or after so many bars; no comparison decided it."
        }
      />
    </div>
  );
}

interface TraceTableProps {
  title: string;
  traces: readonly RuleTrace[];
  conditions: ProofReport["conditions"];
  none: string;
}

function TraceTable({ title, traces, conditions, none }: TraceTableProps) {
  if (traces.length === 0)
    return (
      <div>
        <p className={classes["whyTitle"]}>{title}</p>
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      </div>
    );
  return (
    <table className={`${classes["trace"]} num`}>
      <caption className={classes["whyTitle"]}>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">Left side</th>
          <th scope="col">Right side</th>
          <th scope="col">Came to</th>
        </tr>
      </thead>
      <tbody>
        {placed(traces).map(({ place, entry: { condition, left, right, holds } }) => (
          <tr key={place}>
            <th scope="row">{conditions[condition]?.words ?? `Rule ${condition + 1}`}</th>
            <td>{formatValue(left)}</td>
            <td>{formatValue(right)}</td>
            <td data-holds={holds ?? "unknown"}>
              <HoldsIcon holds={holds} /> {holdsWords(holds)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const HoldsIcon = ({ holds }: { holds: boolean | null }) => {
  const Icon = holds === null ? IconMinus : holds ? IconCheck : IconX;
  return <Icon size={14} aria-hidden />;
};
