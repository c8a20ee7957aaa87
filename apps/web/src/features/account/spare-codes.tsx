import { Button, CopyButton, Text } from "@mantine/core";
import classes from "./account.module.css";
import { useFocusOnMount } from "./use-focus-on-mount.ts";

interface SpareCodesProps {
  codes: readonly string[];
  onDone: () => void;
}

/** The only time that spare codes are on screen. */
export function SpareCodes({ codes, onDone }: SpareCodesProps) {
  const kept = useFocusOnMount<HTMLButtonElement>();
  return (
    <div className={classes["stack"]}>
      <Text>
        Write these spare codes down, or keep them in your password safe. Each one works once where you have
        no app at hand. They are not shown again.
      </Text>
      <ul className={classes["spareCodes"]} aria-label="Spare codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes["wayOn"]}>
        <Button ref={kept} onClick={onDone} data-autofocus>
          I have kept them
        </Button>
        <CopyButton value={codes.join("\n")} timeout={2_000}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? "Copied" : "Copy all"}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
