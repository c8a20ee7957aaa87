import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { CopyLine } from "./copy-line.tsx";
import classes from "./document-view.module.css";
import { placed } from "./places.ts";

interface DocumentViewProps {
  document: Record<string, unknown>;
  specHash: string | null;
}

const linesFolded = 18;

/** The strategy's JSON with line numbers, and the hash that seals it. */
export function DocumentView({ document, specHash }: DocumentViewProps) {
  const text = useMemo(() => JSON.stringify(document, null, 2), [document]);
  const { format } = document;
  const lines = text.split("\n");
  const [open, setOpen] = useState(lines.length <= linesFolded + 4);
  const shown = open ? lines : lines.slice(0, linesFolded);
  return (
    <div className={classes["view"]}>
      {specHash ? <SpecHash specHash={specHash} /> : null}
      <div className={classes["frame"]}>
        <div className={classes["tools"]}>
          <span>{typeof format === "string" ? format : "JSON"}</span>
          <CopyButton value={text} timeout={2_000}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} stroke={1.6} />}
                aria-label={copied ? "Copied" : "Copy the document"}
                onClick={copy}
              >
                {copied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
        </div>
        <section aria-label="Strategy document">
          <pre className={classes["code"]}>
            {placed(shown).map(({ entry, place }) => (
              <span key={place} className={classes["codeLine"]}>
                <code>
                  <Coloured line={entry} />
                </code>
              </span>
            ))}
          </pre>
        </section>
        {lines.length > shown.length || open ? (
          lines.length > linesFolded + 4 ? (
            <button
              type="button"
              className={classes["fold"]}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {open ? "Show less" : `Show all ${lines.length} lines`}
            </button>
          ) : null
        ) : null}
      </div>
    </div>
  );
}

/** What a visitor sees of a paid listing's document: the hash that it has to match. */
export function SealedDocument({ specHash }: { specHash: string }) {
  return (
    <div className={classes["view"]}>
      <p className={classes["sealed"]}>
        The document itself comes with the purchase. Its hash is public and cannot change: what you install
        has to match it.
      </p>
      <SpecHash specHash={specHash} />
    </div>
  );
}

function SpecHash({ specHash }: { specHash: string }) {
  return (
    <div className={classes["hash"]}>
      <span className={classes["hashLabel"]}>SHA-256 of the canonical document</span>
      <CopyLine text={specHash} what="hash" />
    </div>
  );
}

const tokens = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/g;

/** Keys, words and numbers of one line of JSON, each in its own tint. */
function Coloured({ line }: { line: string }) {
  const parts: React.ReactNode[] = [];
  let last = 0;
  for (const match of line.matchAll(tokens)) {
    const [whole, word, colon, value] = match;
    parts.push(line.slice(last, match.index));
    const kind = value === undefined ? (colon === undefined ? "word" : "key") : "value";
    parts.push(
      <span key={match.index} className={classes[kind]}>
        {word ?? value}
      </span>,
      colon ?? "",
    );
    last = match.index + whole.length;
  }
  parts.push(line.slice(last));
  return <>{parts}</>;
}
