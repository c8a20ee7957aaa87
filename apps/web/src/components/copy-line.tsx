import { ActionIcon, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import classes from "./copy-line.module.css";

interface CopyLineProps {
  text: string;
  /** What is copied, for the button's name: "Copy the command". */
  what: string;
  /** Shown before the text and not copied. */
  prompt?: string;
}

/** One line in the mono face, with a button that copies it. */
export function CopyLine({ text, what, prompt }: CopyLineProps) {
  return (
    <div className={classes["line"]}>
      <code className={classes["text"]}>
        {prompt ? <span className={classes["prompt"]}>{prompt} </span> : null}
        {text}
      </code>
      <CopyButton value={text} timeout={2_000}>
        {({ copied, copy }) => (
          <ActionIcon size="lg" onClick={copy} aria-label={copied ? "Copied" : `Copy the ${what}`}>
            {copied ? <IconCheck size={17} /> : <IconCopy size={17} stroke={1.6} />}
          </ActionIcon>
        )}
      </CopyButton>
    </div>
  );
}
