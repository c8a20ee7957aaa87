import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Checkbox.layer.css";
import type { DisputeView } from "@boltz/contract";
import { Alert, Button, Checkbox, Modal, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDownload, IconFileText } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { providerWords } from "../purchases/payment-words.ts";
import classes from "./finance.module.css";

interface EvidenceProps {
  dispute: DisputeView;
  maySend: boolean;
}

/** The evidence as the bank would read it; finance sends it from here, once. */
export function EvidenceButton({ dispute, maySend }: EvidenceProps) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <>
      <Button
        size="sm"
        variant={maySend ? "filled" : "default"}
        leftSection={<IconFileText size={17} stroke={1.6} />}
        aria-label={`${maySend ? "Answer the dispute" : "Evidence"} about ${dispute.listingTitle}`}
        onClick={dialog.open}
      >
        {maySend ? "Answer" : "Evidence"}
      </Button>
      <Modal opened={opened} onClose={dialog.close} title="Evidence" size="lg" centered>
        <Evidence dispute={dispute} maySend={maySend} onSent={dialog.close} />
      </Modal>
    </>
  );
}

function Evidence({ dispute, maySend, onSent }: EvidenceProps & { onSent: () => void }) {
  const evidence = useQuery(
    api.finance.disputeEvidence.queryOptions({ disputeId: dispute.id }, { staleTime: 0 }),
  );
  if (evidence.isPending) return <LoadingLines lines={8} label="Loading the evidence" />;
  if (evidence.isError && !evidence.data)
    return (
      <ErrorPanel error={evidence.error} retry={evidence.refetch} title="The evidence could not be drawn" />
    );
  return (
    <div className={classes["form"]}>
      <Text>{evidence.data.summary}</Text>
      <section aria-label="Activity log" className={classes["log"]}>
        <pre>{evidence.data.activityLog}</pre>
      </section>
      <Button
        component="a"
        href={`/exports/disputes/${dispute.id}/evidence.txt`}
        download
        variant="default"
        className={classes["download"] ?? ""}
        leftSection={<IconDownload size={17} stroke={1.6} />}
      >
        Download
      </Button>
      {maySend ? <SendEvidence dispute={dispute} onSent={onSent} /> : null}
    </div>
  );
}

function SendEvidence({ dispute, onSent }: { dispute: DisputeView; onSent: () => void }) {
  const [sure, setSure] = useState(false);
  const [asked, setAsked] = useState(false);
  const once = useOneAtATime();
  const send = useMutation(
    api.finance.submitEvidence.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.finance.disputes.pathKey() });
        onSent();
        await notify("The evidence was sent. The bank decides next.");
      },
    }),
  );
  return (
    <form
      className={classes["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (sure) once(() => send.mutateAsync({ disputeId: dispute.id }));
      }}
    >
      <Checkbox
        label={`I read it. ${providerWords[dispute.provider]} takes evidence once: nothing can be added afterwards.`}
        checked={sure}
        error={asked && !sure ? "Confirm this first" : undefined}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
      {send.isError ? <SendProblem error={send.error} /> : null}
      <div className={classes["formActions"]}>
        <Button type="submit" loading={send.isPending}>
          Send evidence
        </Button>
      </div>
    </form>
  );
}

function SendProblem({ error }: { error: unknown }) {
  const { code } = wireErrorOf(error);
  if (code === "own_judgement")
    return (
      <Alert color="yellow" role="alert" title="Your own purchase or sale">
        A colleague has to answer this one.
      </Alert>
    );
  return <ErrorPanel error={error} title="The evidence was not sent" />;
}
