import { Skeleton } from "@mantine/core";
import { type ComponentType, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import classes from "./editor.module.css";
import type { JsonEditorHandle, JsonEditorProps } from "./json-editor.tsx";

/** The JSON editor, fetched when it is first shown; where that fails, a plain field does the same. */
export function JsonField(props: JsonEditorProps) {
  const [Editor, setEditor] = useState<ComponentType<JsonEditorProps>>();
  useEffect(() => {
    let current = true;
    import("./json-editor.tsx").then(
      ({ JsonEditor }) => current && setEditor(() => JsonEditor),
      () => current && setEditor(() => PlainField),
    );
    return () => {
      current = false;
    };
  }, []);
  return (
    <div className={classes["json"]} data-invalid={props.issues.length > 0 || undefined}>
      {Editor ? (
        <Editor {...props} />
      ) : (
        <div role="status" aria-label="Loading the editor">
          <Skeleton height={320} />
        </div>
      )}
    </div>
  );
}

function PlainField({ text, onChange, issues, label, describedBy, ref }: JsonEditorProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  useSelecting(ref, area);
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

function useSelecting(
  ref: Ref<JsonEditorHandle> | undefined,
  area: React.RefObject<HTMLTextAreaElement | null>,
) {
  useImperativeHandle(ref, () => ({
    goTo: ({ from, to }, { withFocus }) => {
      if (withFocus) area.current?.focus();
      area.current?.setSelectionRange(from, to);
    },
  }));
}
