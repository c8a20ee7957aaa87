import { Button, Text } from "@mantine/core";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { identityChanged, useViewerQuery } from "../../api/viewer.ts";
import { safeNext } from "../../app/address-bar.ts";
import { ButtonLink } from "../../components/links.tsx";
import classes from "./account.module.css";
import { AuthFrame } from "./auth-frame.tsx";
import { ResendLink } from "./resend-link.tsx";
import { rememberWayBack, wayBack } from "./way-back.ts";

const route = getRouteApi("/verified");

/** Where the link in the confirmation mail ends. */
export function Verified() {
  const { error } = route.useSearch();
  const [next] = useState(wayBack);
  const router = useRouter();
  const me = useViewerQuery();
  useEffect(() => {
    void identityChanged();
  }, []);
  if (error && !me.data?.emailVerified)
    return (
      <AuthFrame title="This link does not work">
        <div className={classes["stack"]}>
          <Text>It was used already, or it has expired. A new one takes a moment.</Text>
          {me.data ? (
            <ResendLink email={me.data.email} next={next} />
          ) : (
            <ButtonLink to="/sign-in" search={{ next: "/account" }}>
              Sign in to get a new link
            </ButtonLink>
          )}
        </div>
      </AuthFrame>
    );
  return (
    <AuthFrame title="Your address is confirmed">
      <div className={classes["stack"]} role="status">
        <Text>You can buy, install and publish now.</Text>
        {me.data ? (
          <Button
            size="md"
            onClick={() => {
              rememberWayBack(undefined);
              router.history.push(safeNext(next));
            }}
          >
            {next ? "Go on where you were" : "Explore strategies"}
          </Button>
        ) : (
          <ButtonLink to="/sign-in" search={next ? { next } : {}} size="md">
            Sign in
          </ButtonLink>
        )}
      </div>
    </AuthFrame>
  );
}
