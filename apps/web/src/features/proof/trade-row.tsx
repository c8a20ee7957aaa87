import type { ProofReport, TradeRecord } from "@boltz/contract";
import { VisuallyHidden } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useId, useState } from "react";
import { plural } from "../../format/numbers.ts";
import { formatBarMoment, formatGain, formatValue } from "./figure-format.ts";
import { segmentColours, segmentWords } from "./segments.ts";
import { TradeWhy } from "./trade-why.tsx";
import { reasonWords, sideWords } from "./trade-words.ts";
import classes from "./trades.module.css";

interface TradeRowProps {
  trade: TradeRecord;
  conditions: ProofReport["conditions"];
  withTime: boolean;
}

/** One trade; opened, what each rule saw. */
export function TradeRow({ trade, conditions, withTime }: TradeRowProps) {
  const [isOpen, setIsOpen] = useState(false);
  const panel = useId();
  return (
    <li className={classes["trade"]}>
      <button
        type="button"
        className={`${classes["row"]} num`}
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className={classes["what"]}>
          <span
            className={classes["dot"]}
            style={{ background: `var(${segmentColours[trade.segment]})` }}
            title={segmentWords[trade.segment].label}
          />
          <VisuallyHidden>{segmentWords[trade.segment].label}: </VisuallyHidden>
          {sideWords[trade.side]} {trade.symbol}
        </span>
        <span>
          <span className={classes["small"]}>In </span>
          {formatBarMoment(trade.entryAt, withTime)}
          <span className={classes["price"]}> at {formatValue(trade.entryPrice)}</span>
        </span>
        <span>
          <span className={classes["small"]}>Out </span>
          {trade.exitAt === null ? "–" : formatBarMoment(trade.exitAt, withTime)}
          {trade.exitPrice === null ? null : (
            <span className={classes["price"]}> at {formatValue(trade.exitPrice)}</span>
          )}
        </span>
        <span className={classes["reason"]}>
          {reasonWords(trade.reason)}
          <span className={classes["price"]}> {plural(trade.bars, "bar")}</span>
        </span>
        <strong className={classes["gain"]} data-sign={trade.profitShare < 0 ? "minus" : "plus"}>
          {formatGain(trade.profitShare)}
        </strong>
        <IconChevronDown size={16} className={classes["arrow"]} aria-hidden />
      </button>
      <div id={panel} hidden={!isOpen}>
        {isOpen ? <TradeWhy trade={trade} conditions={conditions} withTime={withTime} /> : null}
      </div>
    </li>
  );
}
