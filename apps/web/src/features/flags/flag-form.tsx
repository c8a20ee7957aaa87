import "@mantine/core/styles/Radio.layer.css";
import { type FlagReason, flagReasons, type ListingId, type ReviewId } from "@boltz/contract";
import { Alert, Button, Radio, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { flagWords } from "./flag-words.ts";
import classes from "./flags.module.css";

/** What is reported. */
export type Flagged = { listingId: ListingId } | { reviewId: ReviewId };

interface FlagFormProps {
  flagged: Flagged;
  onReported: () => void;
  onClose: () => void;
}

/** Why it is reported, and what the moderator should know. */
export function FlagForm({ flagged, onReported, onClose }: FlagFormProps) {
  const reasonsId = useId();
  const [reason, setReason] = useState<FlagReason>();
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string>();
  const { flag, send } = useFlag({ flagged, onReported, onClose });
  if (flag.isError && wireErrorOf(flag.error).code === "already_flagged")
    return <AlreadyFlagged error={flag.error} onClose={onClose} />;
  const submit = () => {
    if (reason !== undefined) return send({ reason, note: note.trim() });
    setProblem("Choose a reason");
    document.querySelector<HTMLInputElement>(`input[name="${reasonsId}"]`)?.focus();
  };
  return (
    <form
      className={classes["stack"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Radio.Group
        label="What is wrong with it?"
        name={reasonsId}
        value={reason ?? ""}
        error={problem}
        onChange={(value) => {
          setReason(flagReasons.find((one) => one === value));
          setProblem(undefined);
        }}
      >
        <div className={classes["reasons"]}>
          {flagReasons.map((one) => (
            <Radio key={one} value={one} label={flagWords[one].label} description={flagWords[one].meaning} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label="Note (optional)"
        description="Only moderators read it, with your name."
        rows={3}
        resize="vertical"
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {flag.isError ? <ErrorPanel error={flag.error} title="Not reported yet" /> : null}
      <div className={classes["actions"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={flag.isPending}>
          Report
        </Button>
      </div>
    </form>
  );
}

const AlreadyFlagged = ({ error, onClose }: { error: unknown; onClose: () => void }) => (
  <div className={classes["stack"]}>
    <Alert color="gray" role="status">
      {wireErrorOf(error).sentence}
    </Alert>
    <div className={classes["actions"]}>
      <Button onClick={onClose}>Back to the page</Button>
    </div>
  </div>
);

function useFlag({ flagged, onReported, onClose }: FlagFormProps) {
  const once = useOneAtATime();
  const options = {
    onSuccess: async () => {
      onReported();
      onClose();
      await notify("Reported. A moderator will look at it.");
    },
    onError: (error: unknown) => {
      if (wireErrorOf(error).code === "already_flagged") onReported();
    },
  };
  const flagListing = useMutation(api.listings.flag.mutationOptions(options));
  const flagReview = useMutation(api.reviews.flag.mutationOptions(options));
  const send = (report: { reason: FlagReason; note: string }) =>
    once(() =>
      "listingId" in flagged
        ? flagListing.mutateAsync({ ...flagged, ...report })
        : flagReview.mutateAsync({ ...flagged, ...report }),
    );
  return { flag: "listingId" in flagged ? flagListing : flagReview, send };
}
