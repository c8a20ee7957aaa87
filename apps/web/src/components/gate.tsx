import type { Viewer } from "@boltz/contract";
import { IconLock } from "@tabler/icons-react";
import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Action, may } from "../api/may.ts";
import { useViewerQuery } from "../api/viewer.ts";
import { ButtonLink } from "./links.tsx";
import { Page } from "./page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "./states.tsx";

interface GateProps {
  /** The page's name while it is closed. */
  title: string;
  /** What a person has to be allowed to do, or one of several such things. */
  action: Action | readonly Action[];
  /** Shown to a signed-in person who may not: why, and the way there. */
  refusal?: ReactNode;
  children: (viewer: Viewer) => ReactNode;
}

/** Opens a screen to those who may see it; the server refuses the calls of all others anyway. */
export function Gate({ title, action, refusal, children }: GateProps) {
  const me = useViewerQuery();
  const here = useLocation({ select: (location) => location.href });
  const actions = typeof action === "string" ? [action] : action;
  if (me.data && actions.some((one) => may(me.data, one))) return children(me.data);
  return (
    <Page title={title}>
      {me.isPending ? (
        <LoadingRows rows={3} />
      ) : me.isError && !me.data ? (
        <ErrorPanel error={me.error} retry={me.refetch} />
      ) : me.data ? (
        (refusal ?? (
          <EmptyPanel
            title={me.data.suspended ? "This account is suspended" : "Your account may not open this"}
            icon={<IconLock size={24} stroke={1.5} />}
            actions={
              me.data.suspended ? (
                <ButtonLink to="/standing">Read why, and appeal</ButtonLink>
              ) : (
                <ButtonLink to="/">Explore strategies</ButtonLink>
              )
            }
          >
            {me.data.suspended
              ? "Decisions about you, in the account menu, says why and takes your appeal."
              : "Somebody with another role does this work."}
          </EmptyPanel>
        ))
      ) : (
        <EmptyPanel
          title="Sign in to go on"
          icon={<IconLock size={24} stroke={1.5} />}
          actions={
            <>
              <ButtonLink to="/sign-in" search={{ next: here }}>
                Sign in
              </ButtonLink>
              <ButtonLink to="/sign-up" search={{ next: here }} variant="default">
                Create an account
              </ButtonLink>
            </>
          }
        >
          You come back to this page afterwards.
        </EmptyPanel>
      )}
    </Page>
  );
}
