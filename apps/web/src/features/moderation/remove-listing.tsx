import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { ListingId } from "@boltz/contract";
import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ReasonArea } from "../../components/reason-area.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { useReason } from "../../components/use-reason.ts";
import own from "./case.module.css";
import { DecisionProblem } from "./decision-problem.tsx";
import { HarmChoice } from "./harm-choice.tsx";

interface RemoveListingProps {
  listing: { id: ListingId; title: string };
  action: string;
  /** It is removed already, and what is added is that it harms. */
  addsHarm: boolean;
  reload: () => Promise<unknown>;
  decided: (sentence: string) => Promise<void>;
}

/** Takes what is public off the market, whatever it was submitted for. */
export function RemoveListing({ listing, action, addsHarm, reload, decided }: RemoveListingProps) {
  const [opened, dialog] = useDisclosure(false);
  const [harm, setHarm] = useState(addsHarm);
  const reason = useReason();
  const once = useOneAtATime();
  const remove = useMutation(
    api.moderation.removeListing.mutationOptions({
      onSuccess: () =>
        decided(addsHarm ? `${listing.title} is removed for harm.` : `${listing.title} is removed.`),
    }),
  );
  const send = () => {
    const words = reason.read();
    if (words !== null) once(() => remove.mutateAsync({ listingId: listing.id, reason: words, harm }));
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={dialog.open}>
        {action}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={addsHarm ? `Does ${listing.title} harm people?` : `Remove ${listing.title}?`}
        centered
      >
        <div className={own["form"]}>
          <ReasonArea
            reason={reason}
            label="Reason"
            description="The creator reads it and can appeal once."
          />
          {addsHarm ? (
            <p className={own["effect"]}>
              Everybody who bought it loses access at once, is told, and may have their money back.
            </p>
          ) : (
            <HarmChoice harm={harm} onChange={setHarm} />
          )}
          {remove.isError ? (
            <DecisionProblem error={remove.error} reload={() => void reload().then(remove.reset)} />
          ) : null}
          <div className={own["dialogActions"]}>
            <Button variant="default" onClick={dialog.close}>
              Leave it
            </Button>
            <Button color="red" loading={remove.isPending} onClick={send}>
              {addsHarm ? "It harms" : "Remove"}
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
