import type { Viewer } from "@boltz/contract";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { ErrorPanel, LoadingRows } from "../../components/states.tsx";
import classes from "./notifications.module.css";
import { PreferenceRow } from "./preference-row.tsx";

/** What the signed-in person wants to hear of, and how. */
export const NotificationPreferences = () => (
  <Gate title="Notification preferences" action="notification.read">
    {(viewer) => <PreferencesPage viewer={viewer} />}
  </Gate>
);

export function PreferencesPage({ viewer }: { viewer: Viewer }) {
  const preferences = useQuery(api.notifications.preferences.queryOptions());
  return (
    <Page
      title="Notification preferences"
      width="text"
      lead="What you hear of, on the site and by mail. Every change is saved at once."
      actions={
        <ButtonLink to="/notifications" variant="default">
          Notifications
        </ButtonLink>
      }
    >
      {preferences.isPending ? (
        <LoadingRows label="Loading your preferences" />
      ) : preferences.isError && !preferences.data ? (
        <ErrorPanel
          error={preferences.error}
          retry={preferences.refetch}
          title="Your preferences could not be loaded"
        />
      ) : (
        <>
          <table className={classes["preferences"]}>
            <thead>
              <tr>
                <th scope="col">About</th>
                <th scope="col">Site</th>
                <th scope="col">Mail</th>
              </tr>
            </thead>
            <tbody>
              {preferences.data.map((preference) => (
                <PreferenceRow key={preference.topic} preference={preference} />
              ))}
            </tbody>
          </table>
          <Text size="sm" c="dimmed" mt="md">
            {viewer.emailVerified
              ? `Mails go to ${viewer.email}.`
              : `News of creators and strategies is mailed only after you confirm ${viewer.email}.`}
          </Text>
        </>
      )}
    </Page>
  );
}
