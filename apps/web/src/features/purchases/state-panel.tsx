import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./purchases.module.css";

interface StatePanelProps {
  icon: ReactNode;
  title: string;
  tone?: "good" | "bad" | "warn";
  children: ReactNode;
}

/** What became of a purchase, in one framed sentence with its next steps. */
export const StatePanel = ({ icon, title, tone, children }: StatePanelProps) => (
  <section className={classes["state"]} aria-label={title}>
    <div className={classes["stateHead"]}>
      <span className={classes["stateIcon"]} data-tone={tone} aria-hidden>
        {icon}
      </span>
      <Title order={2}>{title}</Title>
    </div>
    {children}
  </section>
);

export const StateActions = ({ children }: { children: ReactNode }) => (
  <div className={classes["actions"]}>{children}</div>
);
