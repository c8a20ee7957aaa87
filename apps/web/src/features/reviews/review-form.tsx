import type { ListingId, ReviewView } from "@boltz/contract";
import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api } from "../../api/client.ts";
import { issuesByField, wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import classes from "./reviews.module.css";
import { reviewsChanged } from "./reviews-changed.ts";
import { StarChoice } from "./star-choice.tsx";

const shortest = 10;
const longest = 4_000;

interface ReviewFormProps {
  listingId: ListingId;
  /** What is changed; null for a new one. */
  before: ReviewView | null;
  onClose: () => void;
}

/** Stars and words; what is missing is said at its field. */
export function ReviewForm({ listingId, before, onClose }: ReviewFormProps) {
  const textId = useId();
  const [rating, setRating] = useState(before?.rating ?? 0);
  const [text, setText] = useState(before?.text ?? "");
  const [asked, setAsked] = useState(false);
  const { save, send } = useSaveReview({ listingId, before, onClose });
  const words = text.trim();
  const refused = save.isError ? issuesByField(wireErrorOf(save.error).issues, ["rating", "text"]) : null;
  const textProblem =
    asked && words.length < shortest ? `Write at least ${shortest} characters` : refused?.byField["text"];
  const submit = () => {
    setAsked(true);
    if (words.length < shortest) document.getElementById(textId)?.focus();
    if (rating > 0 && words.length >= shortest) send({ rating, text: words });
  };
  return (
    <form
      className={classes["own"]}
      data-filled
      noValidate
      aria-label="Your review"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <StarChoice
        value={rating}
        onChange={setRating}
        problem={asked && rating === 0 ? "Choose one to five stars" : undefined}
      />
      <Textarea
        id={textId}
        label="Your review"
        description="Say what you did with it and how it went. It is public, signed with your first name and an initial."
        autosize
        minRows={4}
        maxRows={16}
        maxLength={longest}
        value={text}
        error={textProblem}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {save.isError ? <ErrorPanel error={save.error} title="Your review was not saved" /> : null}
      <div className={classes["formActions"]}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={save.isPending}>
          {before === null ? "Publish review" : "Save review"}
        </Button>
      </div>
    </form>
  );
}

function useSaveReview({ listingId, before, onClose }: ReviewFormProps) {
  const once = useOneAtATime();
  const options = {
    onSuccess: async () => {
      await reviewsChanged();
      onClose();
      await notify(before === null ? "Your review is published." : "Your review is changed.");
    },
  };
  const create = useMutation(api.reviews.create.mutationOptions(options));
  const update = useMutation(api.reviews.update.mutationOptions(options));
  const send = (fields: { rating: number; text: string }) =>
    once(() =>
      before === null
        ? create.mutateAsync({ listingId, ...fields })
        : update.mutateAsync({ reviewId: before.id, ...fields }),
    );
  return { save: before === null ? create : update, send };
}
