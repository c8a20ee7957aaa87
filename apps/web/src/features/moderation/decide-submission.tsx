import type { OwnListing } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useId } from "react";
import { api } from "../../api/client.ts";
import { ReasonArea } from "../../components/reason-area.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { useReason } from "../../components/use-reason.ts";
import own from "./case.module.css";
import { DecisionProblem } from "./decision-problem.tsx";
import classes from "./moderation.module.css";
import { useApprovalBlock } from "./use-approval-block.ts";
import { useDecided } from "./use-decided.ts";

interface DecideSubmissionProps {
  listing: OwnListing;
  /** Somebody else works on it: what was typed stays, the buttons go. */
  locked: boolean;
  reload: () => Promise<unknown>;
}

/** Approve, or reject with a reason that helps the author. */
export function DecideSubmission({ listing, locked, reload }: DecideSubmissionProps) {
  const reason = useReason();
  const decided = useDecided();
  const once = useOneAtATime();
  const blocked = useApprovalBlock(listing);
  const blockId = useId();
  const decide = useMutation(
    api.moderation.decide.mutationOptions({
      onSuccess: (_, { outcome }) =>
        decided(outcome === "approved" ? `${listing.title} is published.` : `${listing.title} is rejected.`),
    }),
  );
  const about = { listingId: listing.id, revision: listing.revision };
  const reject = () => {
    const words = reason.read();
    if (words !== null) once(() => decide.mutateAsync({ ...about, outcome: "rejected", reason: words }));
  };
  const isSending = (outcome: string) => decide.isPending && decide.variables.outcome === outcome;
  return (
    <div className={classes["decision"]} hidden={locked && reason.text === ""}>
      {locked ? null : (
        <>
          <Button
            size="md"
            leftSection={<IconCheck size={18} />}
            loading={isSending("approved")}
            disabled={decide.isPending || blocked !== null}
            aria-describedby={blocked === null ? undefined : blockId}
            onClick={() => once(() => decide.mutateAsync({ ...about, outcome: "approved" }))}
          >
            Approve and publish
          </Button>
          {blocked === null ? null : (
            <Text size="sm" c="dimmed" id={blockId} role="status">
              {blocked}
            </Text>
          )}
        </>
      )}
      <ReasonArea
        reason={reason}
        label="Reason for rejecting"
        description="The author reads it and can appeal once. Say what to change."
      />
      {locked ? null : (
        <div className={own["buttons"]}>
          <Button
            size="md"
            variant="default"
            leftSection={<IconX size={18} />}
            loading={isSending("rejected")}
            disabled={decide.isPending}
            onClick={reject}
          >
            Reject
          </Button>
        </div>
      )}
      {decide.isError ? (
        <DecisionProblem error={decide.error} reload={() => void reload().then(decide.reset)} />
      ) : null}
    </div>
  );
}
