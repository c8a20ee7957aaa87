import { Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { placed } from "../../components/places.ts";
import type { DocumentIssue } from "./check-document.ts";
import classes from "./editor.module.css";
import type { JsonPath } from "./json-tree.ts";

interface VerdictProps {
  id: string;
  issues: readonly DocumentIssue[];
  isEmpty: boolean;
  /** The text as it stands now was checked. */
  isRight: boolean;
  onText: (place: { from: number; to: number }) => void;
  onField: (path: JsonPath) => void;
}

/** Whether it is a strategy, and else all that is to correct, each with the way to its line and to its field. */
export const Verdict = ({ id, issues, isEmpty, isRight, onText, onField }: VerdictProps) => (
  <div id={id} role="status" className={classes["verdict"]}>
    {issues.length > 0 ? (
      <Issues issues={issues} onText={onText} onField={onField} />
    ) : isEmpty ? (
      <Text size="sm" c="dimmed">
        Paste a document, or start from the example and change it.
      </Text>
    ) : isRight ? (
      <Text size="sm" c="green" className={classes["fine"] ?? ""}>
        <IconCheck size={16} aria-hidden /> This is a valid strategy.
      </Text>
    ) : (
      <Text size="sm" c="dimmed">
        Checking…
      </Text>
    )}
  </div>
);

const shownAtMost = 12;

const Issues = ({ issues, onText, onField }: Pick<VerdictProps, "issues" | "onText" | "onField">) => (
  <>
    <Text size="sm" fw={560} c="red">
      {issues.length === 1 ? "One thing to correct" : `${issues.length} things to correct`}
    </Text>
    <ul className={classes["issues"]}>
      {placed(issues.slice(0, shownAtMost)).map(({ entry: issue, place }) => (
        <li key={place}>
          <button
            type="button"
            className={classes["line"]}
            onClick={() => onText(issue)}
            aria-label={`Go to line ${issue.line}`}
          >
            {issue.line}
          </button>
          <span>
            {issue.where === "" ? null : (
              <button
                type="button"
                className={classes["where"]}
                onClick={() => onField(issue.path)}
                aria-label={`Go to the field ${issue.where}`}
              >
                {issue.where}
              </button>
            )}{" "}
            {issue.message}
          </span>
        </li>
      ))}
    </ul>
    {issues.length > shownAtMost ? (
      <Text size="sm" c="dimmed">
        And {issues.length - shownAtMost} more.
      </Text>
    ) : null}
  </>
);
