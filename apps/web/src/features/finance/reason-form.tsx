import { Button, Textarea } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import classes from "./finance.module.css";

const shortest = 10;

interface ReasonFormProps {
  label: string;
  description: string;
  action: string;
  busy: boolean;
  onSubmit: (reason: string) => void;
  /** What went wrong, above the button. */
  children?: ReactNode;
}

/** Words that a decision has to have, long enough to mean something to whoever reads them later. */
export function ReasonForm({ label, description, action, busy, onSubmit, children }: ReasonFormProps) {
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const id = useId();
  const tooShort = reason.trim().length < shortest;
  return (
    <form
      className={classes["form"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (tooShort) document.getElementById(id)?.focus();
        else onSubmit(reason.trim());
      }}
    >
      <Textarea
        id={id}
        label={label}
        description={description}
        rows={3}
        resize="vertical"
        maxLength={1_000}
        value={reason}
        error={asked && tooShort ? `Write at least ${shortest} characters` : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {children}
      <div className={classes["formActions"]}>
        <Button type="submit" loading={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
