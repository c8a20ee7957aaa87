import type { CaseView } from "@boltz/contract";
import { Badge, Text } from "@mantine/core";
import { formatMoment } from "../../format/dates.ts";
import { appealWords, outcomeWords, partWords } from "../standing/decision-words.ts";
import classes from "./moderation.module.css";

interface DecisionHistoryProps {
  history: CaseView["history"];
  empty: string;
}

/** What was decided before, by whom, and whether it was appealed against. */
export function DecisionHistory({ history, empty }: DecisionHistoryProps) {
  if (history.length === 0) return <Text c="dimmed">{empty}</Text>;
  return (
    <ol className={classes["history"]}>
      {history.map(({ id, outcome, part, harm, origin, reason, at, by, appeal }) => (
        <li key={id} className={classes["event"]}>
          <strong>{part ? `${partWords[part]}: ${outcomeWords[outcome]}` : outcomeWords[outcome]}</strong>
          <span className={classes["eventFacts"]}>
            {formatMoment(at)} by {by}
          </span>
          {harm ? <Badge color="red">For harm</Badge> : null}
          {origin === "automatic" ? <Badge color="gray">Automatic</Badge> : null}
          {appeal === "none" || appeal === "possible" ? null : (
            <Badge color="yellow">{appealWords[appeal]}</Badge>
          )}
          {reason === "" ? null : <p className={classes["eventWords"]}>{reason}</p>}
        </li>
      ))}
    </ol>
  );
}
