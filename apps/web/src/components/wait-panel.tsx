import { Button, Text } from "@mantine/core";
import { IconHourglassLow } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { waitText } from "../api/errors.ts";
import classes from "./states.module.css";

interface WaitPanelProps {
  /** Null where the server did not say. */
  seconds: number | null;
  /** Asks again, by itself when the time is over. */
  retry?: (() => unknown) | undefined;
  title: string;
  children?: ReactNode;
}

const usualSeconds = 30;

/** The seconds that are left, counted on this device. */
function useCountdown(seconds: number) {
  const [endsAt] = useState(() => Date.now() + seconds * 1_000);
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, Math.ceil((endsAt - now) / 1_000));
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [isOver]);
  return left;
}

/** Too much in a short time: how long to wait, and on it goes by itself where something was being read. */
export function WaitPanel({ seconds, retry, title, children }: WaitPanelProps) {
  const left = useCountdown(seconds ?? usualSeconds);
  const latestRetry = useRef(retry);
  latestRetry.current = retry;
  useEffect(() => {
    if (left === 0) void latestRetry.current?.();
  }, [left]);
  return (
    <div className={classes["panel"]} data-tone="wait">
      <IconHourglassLow size={22} stroke={1.6} aria-hidden className={classes["icon"]} />
      <div className={classes["body"]}>
        <div role="alert">
          <Text fw={600}>{title}</Text>
          <Text c="dimmed" size="sm">
            That was a lot in a short time, so we ask you to wait a little. Nothing was lost.
          </Text>
        </div>
        <Text size="sm" mt={6} role="timer">
          {left > 0
            ? `${retry ? "Goes on by itself in" : "You can try again in"} ${waitText(left)}.`
            : retry
              ? "Trying again…"
              : "You can try again now."}
        </Text>
        {retry || children ? (
          <div className={classes["actions"]}>
            {retry ? (
              <Button size="sm" variant="default" disabled={left > 0} onClick={() => void retry()}>
                Try again
              </Button>
            ) : null}
            {children}
          </div>
        ) : null}
      </div>
    </div>
  );
}
