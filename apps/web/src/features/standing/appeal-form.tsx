import type { StandingDecision } from "@boltz/contract";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ReasonArea } from "../../components/reason-area.tsx";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { useReason } from "../../components/use-reason.ts";
import classes from "./standing.module.css";

const shortest = 20;
const longest = 4_000;

/** The one appeal against a decision. What was typed stays until it is sent. */
export function AppealForm({ decision }: { decision: StandingDecision }) {
  const [open, setOpen] = useState(false);
  const appeal = useReason(shortest, longest);
  const once = useOneAtATime();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: api.standing.pathKey() });
  const send = useMutation(
    api.standing.appeal.mutationOptions({
      onSuccess: async () => {
        await readAgain();
        await notify("Your appeal is sent. You hear when it is decided.");
      },
      onError: async (error) => {
        if (wireErrorOf(error).code === "already_appealed") await readAgain();
      },
    }),
  );
  if (!open)
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        Appeal
      </Button>
    );
  const submit = () => {
    const text = appeal.read();
    if (text !== null) once(() => send.mutateAsync({ decisionId: decision.id, text }));
  };
  return (
    <>
      <div>
        <ReasonArea
          reason={appeal}
          label="Why should it be decided differently?"
          description="You can appeal once. Somebody else than the moderator who decided reads it and decides."
        />
      </div>
      {send.isError ? (
        <div>
          <ErrorPanel error={send.error} title="The appeal was not sent; what you typed is still here" />
        </div>
      ) : null}
      <div className={classes["buttons"]}>
        <Button loading={send.isPending} onClick={submit}>
          Send the appeal
        </Button>
        <Button variant="subtle" disabled={send.isPending} onClick={() => setOpen(false)}>
          Not now
        </Button>
      </div>
    </>
  );
}
