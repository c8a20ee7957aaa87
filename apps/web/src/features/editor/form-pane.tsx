import { Button, Text } from "@mantine/core";
import { LoadingLines } from "../../components/states.tsx";
import type { DocumentIssue } from "./check-document.ts";
import classes from "./editor.module.css";
import type { JsonReading } from "./json-tree.ts";
import { useLoaded } from "./use-loaded.ts";

const load = () => import("./form/strategy-form.tsx");

interface FormPaneProps {
  isEmpty: boolean;
  read: JsonReading;
  issues: readonly DocumentIssue[];
  edit: (change: (text: string) => string) => void;
  onGo: (place: { from: number; to: number }) => void;
}

/** The form, once there is a document that can be read; until then the text stays as it was typed. */
export function FormPane({ isEmpty, read, issues, edit, onGo }: FormPaneProps) {
  const { state, retry } = useLoaded(load);
  if (isEmpty)
    return (
      <Text c="dimmed" size="sm">
        The form opens with the document: start from an example, or paste one into the JSON.
      </Text>
    );
  if (!read.ok)
    return (
      <div className={classes["unreadable"]} role="status">
        <Text size="sm">
          Line {read.line} {read.message}. The form is back as soon as the JSON can be read; nothing of it is
          lost.
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => onGo({ from: read.at, to: read.at })}>
          Show line {read.line}
        </Button>
      </div>
    );
  if (state === undefined) return <LoadingLines lines={8} label="Loading the form" />;
  if (state === "failed")
    return (
      <div className={classes["unreadable"]} role="alert">
        <Text size="sm">The form could not be loaded. The JSON works without it.</Text>
        <Button size="compact-sm" variant="default" onClick={retry}>
          Try again
        </Button>
      </div>
    );
  return <state.part.StrategyForm document={read.value} issues={issues} edit={edit} />;
}
