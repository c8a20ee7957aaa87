import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useSiteConfig } from "../api/site-config.ts";
import { Header } from "./header.tsx";
import { OfflineStrip } from "./offline-strip.tsx";
import classes from "./shell.module.css";
import { SuspendedStrip } from "./suspended-strip.tsx";

const Notices = lazy(async () => ({
  default: (await import("../components/notices.tsx")).Notices,
}));

/** The frame around every screen. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const announcement = useRouteAnnouncement(main);
  return (
    <div className={classes["shell"]}>
      <a href="#content" className={classes["skip"]}>
        Skip to the content
      </a>
      <DemoStrip />
      <Header />
      <OfflineStrip />
      <SuspendedStrip />
      <main id="content" ref={main} tabIndex={-1} className={classes["main"]}>
        <Outlet />
      </main>
      <footer className={classes["footer"]}>
        <div className={classes["footerInner"]}>
          <span>BoltzTrader Marketplace</span>
          <Link to="/language">The strategy language</Link>
          <Link to="/verify">Check a receipt</Link>
          <span>Past rules promise no future results. Trade only with money that you can lose.</span>
        </div>
      </footer>
      <div aria-live="polite" className={classes["announcer"]}>
        {announcement}
      </div>
      <Suspense>
        <Notices />
      </Suspense>
    </div>
  );
}

/** Moves the focus to the new screen and says its name, as a browser does on a page load. */
function useRouteAnnouncement(main: React.RefObject<HTMLElement | null>) {
  const path = useLocation({ select: (location) => location.pathname });
  const shownPath = useRef(path);
  const [announcement, setAnnouncement] = useState("");
  useEffect(() => {
    if (shownPath.current === path) return;
    shownPath.current = path;
    main.current?.focus({ preventScroll: true });
    const timer = window.setTimeout(() => setAnnouncement(document.title), 300);
    return () => window.clearTimeout(timer);
  }, [path, main]);
  return announcement;
}

function DemoStrip() {
  const { demo, mailboxUrl } = useSiteConfig();
  if (!demo) return null;
  return (
    <aside className={classes["demo"]} aria-label="Demo">
      Demo: no real money.
      {mailboxUrl ? (
        <a href={mailboxUrl} target="_blank" rel="noreferrer">
          Mailbox
        </a>
      ) : null}
    </aside>
  );
}
