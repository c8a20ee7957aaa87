import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { usePageTitle } from "../app/page-title.ts";
import classes from "./page.module.css";

interface PageProps {
  /** The tab's name and, unless `heading` says otherwise, the page's only first-level heading. */
  title: string;
  heading?: ReactNode;
  eyebrow?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: "narrow" | "text" | "wide";
  children: ReactNode;
}

/** The frame of a screen: its width, its one heading, its actions. */
export function Page({ title, heading, eyebrow, lead, actions, width = "wide", children }: PageProps) {
  usePageTitle(title);
  return (
    <div className={classes["page"]} data-width={width}>
      <header className={classes["head"]}>
        <div className={classes["headText"]}>
          {eyebrow ? <div className={classes["eyebrow"]}>{eyebrow}</div> : null}
          <Title order={1}>{heading ?? title}</Title>
          {lead ? <div className={classes["lead"]}>{lead}</div> : null}
        </div>
        {actions ? <div className={classes["actions"]}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  title: string;
  id: string;
  aside?: ReactNode;
  children: ReactNode;
}

/** A titled part of a page that assistive technology can jump to. */
export function Section({ title, id, aside, children }: SectionProps) {
  return (
    <section aria-labelledby={id} className={classes["section"]}>
      <div className={classes["sectionHead"]}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {aside}
      </div>
      {children}
    </section>
  );
}
