import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { CreatorStanding, StandingPart } from "@boltz/contract";
import { Button, Modal } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";
import { ReasonArea } from "../../components/reason-area.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { useReason } from "../../components/use-reason.ts";
import own from "./case.module.css";
import { DecisionProblem } from "./decision-problem.tsx";
import { standingChange } from "./standing-effects.ts";

export interface StandingWish {
  part: StandingPart;
  allowed: boolean;
}

interface StandingModalProps {
  standing: CreatorStanding;
  wish: StandingWish;
  reload: () => Promise<unknown>;
  onClose: () => void;
}

/** Says what switching a part of somebody's standing does, and asks for the reason, before it is done. */
export function StandingModal({ standing, wish, reload, onClose }: StandingModalProps) {
  const creatorId = standing.person.id;
  const reason = useReason();
  const once = useOneAtATime();
  const change = standingChange(wish.part, wish.allowed, { ...standing, name: standing.person.displayName });
  const suspend = useMutation(
    api.moderation.suspendCreator.mutationOptions({
      onSuccess: async (after) => {
        queryClient.setQueryData(api.moderation.standing.queryKey({ creatorId }), after);
        onClose();
        await queryClient.invalidateQueries({ queryKey: api.moderation.queue.pathKey() });
        await notify(`Done. ${standing.person.displayName} hears of it with your reason.`);
      },
    }),
  );
  const send = () => {
    const words = reason.read();
    if (words !== null) once(() => suspend.mutateAsync({ creatorId, ...wish, reason: words }));
  };
  return (
    <Modal opened onClose={onClose} title={change.title} centered size={520}>
      <dl className={own["effects"]}>
        {change.effects.map(({ on, effect }) => (
          <div key={on}>
            <dt>{on}</dt>
            <dd>{effect}</dd>
          </div>
        ))}
      </dl>
      <div className={own["form"]}>
        <ReasonArea
          reason={reason}
          label="Reason"
          description={
            wish.allowed ? "The person reads it." : "The person reads it and can appeal against it once."
          }
        />
        {suspend.isError ? (
          <DecisionProblem error={suspend.error} reload={() => void reload().then(suspend.reset)} />
        ) : null}
        <div className={own["dialogActions"]}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button {...(wish.allowed ? {} : { color: "red" })} loading={suspend.isPending} onClick={send}>
            {change.action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
