import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useViewerQuery } from "../api/viewer.ts";
import { ButtonLink } from "../components/links.tsx";
import { Brand } from "./brand.tsx";
import classes from "./header.module.css";
import { adminPlacesFor, placesFor } from "./places.ts";
import { SchemeButton } from "./scheme-button.tsx";

const AdminMenu = lazy(async () => ({ default: (await import("./admin-menu.tsx")).AdminMenu }));
const Bell = lazy(async () => ({ default: (await import("../features/notifications/bell.tsx")).Bell }));
const AccountMenu = lazy(async () => ({ default: (await import("./account-menu.tsx")).AccountMenu }));

export function Header() {
  const me = useViewerQuery();
  const places = placesFor(me.data);
  const adminPlaces = adminPlacesFor(me.data);
  return (
    <header className={classes["header"]}>
      <div className={classes["inner"]}>
        <Link to="/" className={classes["brand"]} aria-label="BoltzTrader, to Explore">
          <Brand />
        </Link>
        <nav aria-label="Main" className={classes["nav"]}>
          {places.map(({ to, label }) => (
            <Link
              key={to}
              to={to}
              className={classes["navLink"]}
              activeOptions={{ exact: to === "/", includeSearch: false }}
            >
              {label}
            </Link>
          ))}
          {adminPlaces.length > 0 ? (
            <Suspense>
              <AdminMenu places={adminPlaces} />
            </Suspense>
          ) : null}
        </nav>
        <div className={classes["tools"]}>
          <SchemeButton />
          {me.data ? (
            <Suspense fallback={<span className={classes["accountPlace"]} />}>
              <Bell />
              <AccountMenu viewer={me.data} places={places} adminPlaces={adminPlaces} />
            </Suspense>
          ) : me.isPending ? (
            <Button loading variant="subtle" aria-label="Loading your account" disabled>
              Sign in
            </Button>
          ) : (
            <>
              <ButtonLink to="/sign-in" variant="subtle" px="sm">
                Sign in
              </ButtonLink>
              <ButtonLink to="/sign-up" className={classes["wideOnly"]}>
                Create account
              </ButtonLink>
            </>
          )}
        </div>
      </div>
    </header>
  );
}
