import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { may } from "../../api/may.ts";
import { useViewer } from "../../api/viewer.ts";
import { Page } from "../../components/page.tsx";
import classes from "./desk-page.module.css";

interface DeskPageProps {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the creator's desk, with the way to its other pages. */
export const DeskPage = ({ title, lead, actions, children }: DeskPageProps) => (
  <Page title={title} lead={lead} actions={actions}>
    <DeskNav />
    {children}
  </Page>
);

const rooms = [
  { to: "/creator", label: "Overview" },
  { to: "/creator/payouts", label: "Payouts" },
] as const;

function DeskNav() {
  const viewer = useViewer();
  const places = [
    ...(may(viewer, "creator.read") ? rooms : []),
    { to: "/creator/coupons", label: "Coupons" } as const,
  ];
  return (
    <nav aria-label="Creator desk" className={classes["nav"]}>
      {places.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          className={classes["link"]}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
