import { Textarea } from "@mantine/core";
import type { Reason } from "./use-reason.ts";

interface ReasonAreaProps {
  reason: Reason;
  label: string;
  description: string;
}

/** The field of `useReason`. */
export const ReasonArea = ({ reason, label, description }: ReasonAreaProps) => (
  <Textarea
    id={reason.id}
    label={label}
    description={description}
    rows={4}
    resize="vertical"
    maxLength={reason.longest}
    value={reason.text}
    error={reason.problem}
    onChange={(event) => reason.set(event.currentTarget.value)}
  />
);
