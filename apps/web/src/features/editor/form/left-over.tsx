import { Button } from "@mantine/core";
import { isRecord } from "../is-record.ts";
import { formatJson } from "../json-edit.ts";
import type { JsonPath } from "../json-tree.ts";
import { Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { useIssuesBelow, usePart } from "./form-context.ts";

interface LeftOverProps {
  path: JsonPath;
  /** What the form shows by fields of their own. */
  known: readonly string[];
}

/** Members that the language does not know: they stay in the document until they are taken out. */
export function LeftOver({ path, known }: LeftOverProps) {
  const { value } = usePart(path);
  const strange = isRecord(value) ? Object.keys(value).filter((name) => !known.includes(name)) : [];
  return strange.map((name) => <Strange key={name} path={[...path, name]} name={name} />);
}

function Strange({ path, name }: { path: JsonPath; name: string }) {
  const { value, where, remove } = usePart(path);
  const wrong = useIssuesBelow(path);
  return (
    <div className={classes["strange"]} data-path={where}>
      <code>
        {name}: {formatJson(value)}
      </code>
      <Button size="compact-sm" variant="default" onClick={remove} aria-label={`Remove ${where}`}>
        Remove
      </Button>
      <Wrong message={wrong} />
    </div>
  );
}

interface UnreadableProps {
  path: JsonPath;
  what: string;
  /** What takes its place, when the author wants that. */
  replacement: unknown;
}

/** A part that the form has no fields for: its JSON, what is wrong with it, and a way to begin it anew. */
export function Unreadable({ path, what, replacement }: UnreadableProps) {
  const { value, where, set } = usePart(path);
  const wrong = useIssuesBelow(path);
  return (
    <div className={classes["strange"]} data-path={where}>
      <code>{value === undefined ? `No ${what} yet` : formatJson(value)}</code>
      <Button size="compact-sm" variant="default" onClick={() => set(replacement)}>
        {value === undefined ? `Write the ${what}` : `Begin this ${what} anew`}
      </Button>
      <Wrong message={wrong} />
    </div>
  );
}
