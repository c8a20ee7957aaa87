import type { Viewer } from "@boltz/contract";
import { Button, Text, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { issuesByField, wireErrorOf } from "../../api/errors.ts";
import { identityChanged } from "../../api/viewer.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import classes from "./account.module.css";
import { ResendLink } from "./resend-link.tsx";

/** From buyer to creator: the name under which strategies appear. */
export function BecomeCreator({ viewer }: { viewer: Viewer }) {
  const navigate = useNavigate();
  const [displayName, setDisplayName] = useState(viewer.name);
  const [bio, setBio] = useState("");
  const become = useMutation(
    api.people.becomeCreator.mutationOptions({
      onSuccess: async () => {
        await identityChanged();
        await navigate({ to: "/creator" });
        await notify("You are a creator now.");
      },
    }),
  );
  if (!viewer.emailVerified)
    return (
      <div className={classes["stack"]}>
        <Text>Confirm your e-mail address to publish strategies.</Text>
        <ResendLink email={viewer.email} next="/account" />
      </div>
    );
  const failure = become.isError ? wireErrorOf(become.error) : undefined;
  const { byField } = issuesByField(failure?.issues ?? [], ["displayName", "bio"]);
  return (
    <form
      className={classes["fields"]}
      onSubmit={(event) => {
        event.preventDefault();
        become.mutate({ displayName, bio });
      }}
    >
      <Text c="dimmed">Publish strategies, free or paid. The name below is what buyers see.</Text>
      <TextInput
        label="Creator name"
        maxLength={60}
        value={displayName}
        error={byField["displayName"]}
        onChange={(event) => setDisplayName(event.currentTarget.value)}
      />
      <Textarea
        label="About you"
        description="A few sentences; you may leave it empty."
        autosize
        minRows={3}
        maxLength={1_000}
        value={bio}
        error={byField["bio"]}
        onChange={(event) => setBio(event.currentTarget.value)}
      />
      {become.isError && Object.keys(byField).length === 0 ? <ErrorPanel error={become.error} /> : null}
      <div>
        <Button type="submit" loading={become.isPending}>
          Become a creator
        </Button>
      </div>
    </form>
  );
}
