import type { ReviewId } from "@boltz/contract";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";
import { ReasonArea } from "../../components/reason-area.tsx";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { useReason } from "../../components/use-reason.ts";
import classes from "./reviews.module.css";
import { reviewsChanged } from "./reviews-changed.ts";

/** The creator's one answer. */
export function ReplyForm({ reviewId, author }: { reviewId: ReviewId; author: string }) {
  const [isOpen, setOpen] = useState(false);
  const words = useReason(2, 2_000);
  const once = useOneAtATime();
  const reply = useMutation(
    api.reviews.reply.mutationOptions({
      onSuccess: async () => {
        await reviewsChanged();
        await notify("Your answer is published.");
      },
    }),
  );
  if (!isOpen)
    return (
      <Button variant="default" size="sm" onClick={() => setOpen(true)}>
        Answer {author}
      </Button>
    );
  return (
    <form
      className={classes["replyForm"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const text = words.read();
        if (text !== null) once(() => reply.mutateAsync({ reviewId, text }));
      }}
    >
      <ReasonArea
        reason={words}
        label="Your answer"
        description="It is public and stands below the review. You can answer once, and not change it afterwards."
      />
      {reply.isError ? <ErrorPanel error={reply.error} title="Your answer was not published" /> : null}
      <div className={classes["formActions"]}>
        <Button variant="default" onClick={() => setOpen(false)}>
          Cancel
        </Button>
        <Button type="submit" loading={reply.isPending}>
          Publish answer
        </Button>
      </div>
    </form>
  );
}
