import type { ReviewListing } from "@boltz/contract";
import { Alert, Button, Textarea } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { isInReview } from "../creators/listing-standing.ts";
import classes from "./moderation.module.css";

const shortestReason = 10;

/** Approve, or reject with a reason that helps the author. */
export function Decision({ item }: { item: ReviewListing["item"] }) {
  const navigate = useNavigate();
  const reasonId = useId();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const { listing } = item;
  const decide = useMutation(
    api.moderation.decide.mutationOptions({
      onSuccess: async (_, { outcome }) => {
        await queryClient.invalidateQueries({ queryKey: api.moderation.queue.queryKey() });
        await queryClient.invalidateQueries({ queryKey: api.listings.pathKey() });
        await navigate({ to: "/admin/moderation" });
        await notify(
          outcome === "approved" ? `${listing.title} is published.` : `${listing.title} is rejected.`,
        );
      },
    }),
  );
  if (!isInReview(listing))
    return <Alert color="gray">This listing does not wait for a decision any more.</Alert>;
  if (!item.mayDecide)
    return <Alert color="yellow">This is your own listing. Somebody else has to decide about it.</Alert>;

  const tooShort = reason.trim().length < shortestReason;
  const reject = () => {
    setAsked(true);
    if (tooShort) {
      document.getElementById(reasonId)?.focus();
      return;
    }
    decide.mutate({
      listingId: listing.id,
      revision: listing.revision,
      outcome: "rejected",
      reason: reason.trim(),
    });
  };
  return (
    <div className={classes["decision"]}>
      <Button
        size="md"
        leftSection={<IconCheck size={18} />}
        loading={decide.isPending && decide.variables.outcome === "approved"}
        disabled={decide.isPending}
        onClick={() =>
          decide.mutate({ listingId: listing.id, revision: listing.revision, outcome: "approved" })
        }
      >
        Approve and publish
      </Button>
      <Textarea
        id={reasonId}
        label="Reason for rejecting"
        description="The author reads it. Say what to change."
        autosize
        minRows={3}
        maxLength={2_000}
        value={reason}
        error={asked && tooShort ? `Write at least ${shortestReason} characters` : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button
        size="md"
        variant="default"
        leftSection={<IconX size={18} />}
        loading={decide.isPending && decide.variables.outcome === "rejected"}
        disabled={decide.isPending}
        onClick={reject}
      >
        Reject
      </Button>
      {decide.isError ? (
        <ErrorPanel
          error={decide.error}
          title="Not decided"
          retry={
            ["conflict", "wrong_state"].includes(wireErrorOf(decide.error).code)
              ? () => queryClient.invalidateQueries({ queryKey: api.moderation.pathKey() })
              : undefined
          }
        />
      ) : null}
    </div>
  );
}
