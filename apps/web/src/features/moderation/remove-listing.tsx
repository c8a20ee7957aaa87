import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { OwnListing } from "@boltz/contract";
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
import { useDecided } from "./use-decided.ts";

interface RemoveListingProps {
  listing: OwnListing;
  reload: () => Promise<unknown>;
}

/** Takes what is public off the market, whatever it was submitted for. */
export function RemoveListing({ listing, reload }: RemoveListingProps) {
  const [opened, dialog] = useDisclosure(false);
  const [harm, setHarm] = useState(false);
  const reason = useReason();
  const decided = useDecided();
  const once = useOneAtATime();
  const remove = useMutation(
    api.moderation.removeListing.mutationOptions({
      onSuccess: () => decided(`${listing.title} is removed.`),
    }),
  );
  const send = () => {
    const words = reason.read();
    if (words !== null) once(() => remove.mutateAsync({ listingId: listing.id, reason: words, harm }));
  };
  return (
    <>
      <Button variant="subtle" color="red" onClick={dialog.open}>
        Remove it from the market
      </Button>
      <Modal opened={opened} onClose={dialog.close} title={`Remove ${listing.title}?`} centered>
        <div className={own["form"]}>
          <ReasonArea
            reason={reason}
            label="Reason"
            description="The creator reads it and can appeal once."
          />
          <HarmChoice harm={harm} onChange={setHarm} />
          {remove.isError ? (
            <DecisionProblem error={remove.error} reload={() => void reload().then(remove.reset)} />
          ) : null}
          <div className={own["dialogActions"]}>
            <Button variant="default" onClick={dialog.close}>
              Leave it
            </Button>
            <Button color="red" loading={remove.isPending} onClick={send}>
              Remove
            </Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
