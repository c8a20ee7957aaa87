import { Badge, Button, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { notify } from "../../components/notify.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { formatAgo } from "../../format/dates.ts";
import classes from "./account.module.css";
import { authProblem } from "./auth-problem.ts";
import { deviceName } from "./device-name.ts";

export const sessionsKey = ["sessions"];

async function readSessions() {
  const { authClient } = await import("../../api/auth-client.ts");
  const [listed, current] = await Promise.all([authClient.listSessions(), authClient.getSession()]);
  if (listed.error) return { refused: authProblem(listed.error), sessions: [] };
  const sessions = listed.data.map(({ token, userAgent, updatedAt }) => ({
    token,
    name: deviceName(userAgent),
    usedAt: new Date(updatedAt).toISOString(),
    isThis: token === current.data?.session.token,
  }));
  sessions.sort((a, b) => Number(b.isThis) - Number(a.isThis) || b.usedAt.localeCompare(a.usedAt));
  return { refused: null, sessions };
}

/** Where this account is signed in, and how to end it elsewhere. */
export function Sessions() {
  const client = useQueryClient();
  const read = useQuery({ queryKey: sessionsKey, queryFn: readSessions });
  const revoke = useMutation({
    mutationFn: async (token: string | null) => {
      const { authClient } = await import("../../api/auth-client.ts");
      const { error } =
        token === null ? await authClient.revokeOtherSessions() : await authClient.revokeSession({ token });
      if (error) throw new Error(authProblem(error));
    },
    onSuccess: () => notify("Signed out there."),
    onError: () => notify("This did not work. Try again.", "bad"),
    onSettled: () => client.invalidateQueries({ queryKey: sessionsKey }),
  });
  if (read.isPending) return <LoadingLines lines={3} label="Loading your devices" />;
  if (read.isError) return <ErrorPanel error={read.error} retry={read.refetch} />;
  if (read.data.refused) return <Text c="dimmed">{read.data.refused}</Text>;
  const { sessions } = read.data;
  return (
    <>
      <ul className={classes["sessions"]}>
        {sessions.map(({ token, name, usedAt, isThis }) => (
          <li key={token}>
            <div className={classes["sessionText"]}>
              {name}
              <span>{isThis ? "Used just now" : `Used ${formatAgo(usedAt)}`}</span>
            </div>
            {isThis ? (
              <Badge color="green">This device</Badge>
            ) : (
              <Button
                size="compact-md"
                variant="default"
                aria-label={`Sign out ${name}`}
                disabled={revoke.isPending}
                onClick={() => revoke.mutate(token)}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Button mt="md" variant="default" loading={revoke.isPending} onClick={() => revoke.mutate(null)}>
          Sign out everywhere else
        </Button>
      ) : null}
    </>
  );
}
