import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { StaffPayout } from "@boltz/contract";
import { Button, Modal, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import classes from "./finance.module.css";
import { ReasonForm } from "./reason-form.tsx";

type Asked = "hold" | "let go";

/** Holds all payouts of a creator while something is looked into, or lets them go again. */
export function ReviewPayouts({ payout }: { payout: StaffPayout }) {
  const [asked, setAsked] = useState<Asked>();
  const once = useOneAtATime();
  const close = () => setAsked(undefined);
  const name = payout.creatorName;
  const review = useMutation(
    api.finance.reviewPayouts.mutationOptions({
      onSuccess: async (_, { reason }) => {
        close();
        await notify(reason === null ? `The payouts of ${name} go on.` : `The payouts of ${name} wait.`);
      },
    }),
  );
  const decide = (reason: string | null) =>
    once(() => review.mutateAsync({ creatorId: payout.creatorId, reason }));
  const open = (what: Asked) => {
    review.reset();
    setAsked(what);
  };
  const failure = review.isError ? <ErrorPanel error={review.error} title="Nothing was changed" /> : null;
  return (
    <>
      <Button size="sm" variant="default" aria-label={`Hold payouts of ${name}`} onClick={() => open("hold")}>
        Hold payouts
      </Button>
      <Button
        size="sm"
        variant="subtle"
        aria-label={`Let go of the payouts of ${name}`}
        onClick={() => open("let go")}
      >
        Let go
      </Button>
      <Modal opened={asked === "hold"} onClose={close} title={`Hold the payouts of ${name}?`} centered>
        <Text mb="md">
          Nothing more is paid out until you let go. What was sent already is not stopped, and sales go on.
        </Text>
        <ReasonForm
          label="Reason"
          description={`${name} reads it.`}
          action="Hold payouts"
          busy={review.isPending}
          onSubmit={(reason) => decide(reason)}
        >
          {failure}
        </ReasonForm>
      </Modal>
      <Modal opened={asked === "let go"} onClose={close} title={`Let the payouts of ${name} go?`} centered>
        <div className={classes["form"]}>
          <Text>
            If they were held, they go on with the next request or weekly run, and {name} is told so.
          </Text>
          {failure}
          <div className={classes["formActions"]}>
            <Button variant="default" onClick={close} data-autofocus>
              Not yet
            </Button>
            <Button loading={review.isPending} onClick={() => decide(null)}>
              Let go
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
