import { strategyStyles, timeframes } from "@boltz/contract";
import { ChoiceField, TextField } from "./fields.tsx";
import classes from "./form.module.css";

const words = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

const timeframeWords: Record<(typeof timeframes)[number], string> = {
  "1m": "1 minute",
  "5m": "5 minutes",
  "15m": "15 minutes",
  "30m": "30 minutes",
  "1h": "1 hour",
  "4h": "4 hours",
  "1d": "1 day",
  "1w": "1 week",
};

/** What it is called, how it trades, and how long a bar is. */
export const AboutFields = () => (
  <div className={classes["columns"]}>
    <TextField path={["name"]} label="Name in the document" />
    <ChoiceField path={["style"]} label="Style" options={words(strategyStyles)} />
    <ChoiceField
      path={["timeframe"]}
      label="One bar is"
      options={timeframes.map((value) => ({ value, label: timeframeWords[value] }))}
    />
  </div>
);
