import { Button } from "@mantine/core";
import { IconFlag } from "@tabler/icons-react";
import { lazy, Suspense, useRef, useState } from "react";
import type { Flagged } from "./flag-form.tsx";

const FlagModal = lazy(async () => ({ default: (await import("./flag-modal.tsx")).FlagModal }));

interface ReportButtonProps {
  flagged: Flagged;
  label: string;
  reported: boolean;
  onReported: () => void;
}

/** Opens the report; quiet, and off once the person has reported it. */
export function ReportButton({ flagged, label, reported, onReported }: ReportButtonProps) {
  const [opened, setOpened] = useState(false);
  // The dialog comes with its own chunk and cannot know what had the focus before it.
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpened(false);
    opener.current?.focus();
  };
  return (
    <>
      <Button
        ref={opener}
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconFlag size={15} stroke={1.6} />}
        disabled={reported}
        onClick={() => setOpened(true)}
      >
        {reported ? "Reported" : label}
      </Button>
      {opened ? (
        <Suspense>
          <FlagModal flagged={flagged} onReported={onReported} onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
}
