import { Skeleton } from "@mantine/core";
import { useImperativeHandle, useRef } from "react";
import classes from "./editor.module.css";
import type { JsonEditorProps } from "./json-editor.tsx";
import { useLoaded } from "./use-loaded.ts";

const load = () => import("./json-editor.tsx");

/** The JSON editor, fetched when it is first shown; where that fails, a plain field does the same. */
export function JsonField(props: JsonEditorProps) {
  const { state } = useLoaded(load);
  return (
    <div className={classes["json"]} data-invalid={props.issues.length > 0 || undefined}>
      {state === undefined ? (
        <div role="status" aria-label="Loading the editor">
          <Skeleton height={320} />
        </div>
      ) : state === "failed" ? (
        <PlainField {...props} />
      ) : (
        <state.part.JsonEditor {...props} />
      )}
    </div>
  );
}

function PlainField({ text, onChange, issues, label, describedBy, ref }: JsonEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useImperativeHandle(ref, () => ({
    goTo: ({ from, to }, { withFocus }) => {
      if (withFocus) area.current?.focus();
      area.current?.setSelectionRange(from, to);
    },
  }));
  return (
    <textarea
      ref={area}
      className={classes["plain"]}
      value={text}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      aria-label={label}
      aria-invalid={issues.length > 0}
      aria-describedby={describedBy}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
