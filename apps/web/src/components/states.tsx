import { Button, Skeleton, Text, Title } from "@mantine/core";
import { IconAlertTriangle, IconCloudOff, IconMoodEmpty } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { wireErrorOf } from "../api/errors.ts";
import { ButtonLink } from "./links.tsx";
import { places } from "./places.ts";
import classes from "./states.module.css";
import { WaitPanel } from "./wait-panel.tsx";

interface ErrorPanelProps {
  error: unknown;
  /** Asks again; without it the panel only explains. */
  retry?: (() => unknown) | undefined;
  /** What was being done, as the panel's heading. */
  title?: string;
  children?: ReactNode;
}

/** What went wrong, what to do next, and the code to quote. */
export function ErrorPanel({ error, retry, title = "This did not work", children }: ErrorPanelProps) {
  const failure = wireErrorOf(error);
  if (failure.code === "rate_limited")
    return (
      <WaitPanel key={failure.correlationId} seconds={failure.retryAfterSeconds} retry={retry} title={title}>
        {children}
      </WaitPanel>
    );
  const Icon = failure.code === "unreachable" ? IconCloudOff : IconAlertTriangle;
  return (
    <div role="alert" className={classes["panel"]} data-tone="bad">
      <Icon size={22} stroke={1.6} aria-hidden className={classes["icon"]} />
      <div className={classes["body"]}>
        <Text fw={600}>{title}</Text>
        <Text c="dimmed" size="sm">
          {failure.sentence}
        </Text>
        {failure.correlationId ? (
          <Text size="xs" c="dimmed" mt={6}>
            Code to quote: <span className={classes["code"]}>{failure.correlationId}</span>
          </Text>
        ) : null}
        {retry || children ? (
          <div className={classes["actions"]}>
            {retry ? (
              <Button size="sm" variant="default" onClick={() => void retry()}>
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

interface EmptyPanelProps {
  title: string;
  icon?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** Nothing here yet, and what to do about it. */
export function EmptyPanel({ title, icon, children, actions }: EmptyPanelProps) {
  return (
    <div className={classes["empty"]}>
      <div className={classes["emptyIcon"]} aria-hidden>
        {icon ?? <IconMoodEmpty size={26} stroke={1.4} />}
      </div>
      <Title order={2} size="h3">
        {title}
      </Title>
      {children ? (
        <Text c="dimmed" maw="46ch">
          {children}
        </Text>
      ) : null}
      {actions ? <div className={classes["actions"]}>{actions}</div> : null}
    </div>
  );
}

/** Grey lines in the place of text that is on its way. */
export function LoadingLines({ lines = 4, label = "Loading" }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className={classes["lines"]}>
      {places(lines).map((line) => (
        <Skeleton key={line} height={14} width={`${96 - ((line * 17) % 40)}%`} />
      ))}
    </div>
  );
}

/** Grey rows in the place of a list that is on its way. */
export function LoadingRows({ rows = 4, label = "Loading" }: { rows?: number; label?: string }) {
  return (
    <div role="status" aria-label={label} className={classes["rows"]}>
      {places(rows).map((row) => (
        <Skeleton key={row} height={76} radius="lg" />
      ))}
    </div>
  );
}

/** The screen for a thing that is not there, or not for this reader. */
export function MissingPanel({ what }: { what: string }) {
  return (
    <EmptyPanel
      title={`This ${what} is not here`}
      actions={<ButtonLink to="/">Explore strategies</ButtonLink>}
    >
      It may have been removed, or the address is wrong.
    </EmptyPanel>
  );
}
