import type { ReviewView } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import { formatDay } from "../../format/dates.ts";
import { ReplyForm } from "./reply-form.tsx";
import { paidWords, usedWords } from "./review-words.ts";
import classes from "./reviews.module.css";
import { Stars } from "./stars.tsx";

const ReportReview = lazy(async () => ({
  default: (await import("../flags/report-review.tsx")).ReportReview,
}));

interface ReviewItemProps {
  review: ReviewView;
  creatorName: string;
  /** Set above a review that is shown away from its strategy. */
  about?: ReactNode;
}

/** One review: what its writer thinks, with what version, after how long, and for how much. */
export function ReviewItem({ review, creatorName, about }: ReviewItemProps) {
  const { reply } = review;
  return (
    <article className={classes["review"]} aria-label={`Review by ${review.author}`}>
      {about}
      <header className={classes["reviewHead"]}>
        <Stars rating={review.rating} />
        <strong>{review.author}</strong>
        <span className={classes["quiet"]}>
          {formatDay(review.editedAt ?? review.createdAt)}
          {review.editedAt === null ? "" : " (edited)"}
        </span>
        {review.counts || review.hidden ? null : (
          <Badge color="gray" variant="light">
            Refunded or disputed: not counted
          </Badge>
        )}
        {review.hidden ? <Badge color="yellow">Hidden by a moderator: only you see it</Badge> : null}
      </header>
      <p className={`${classes["quiet"]} num`}>
        Version {review.version} · {usedWords(review.daysInstalled)} · {paidWords(review.pricePaid)}
      </p>
      <p className={classes["text"]}>{review.text}</p>
      {reply === null ? null : (
        <div className={classes["reply"]}>
          <p className={classes["quiet"]}>
            <strong>{creatorName}</strong> answered on {formatDay(reply.at)}
          </p>
          <p className={classes["text"]}>{reply.text}</p>
        </div>
      )}
      {review.mayReply || review.mayFlag ? (
        <div className={classes["reviewActions"]}>
          {review.mayReply ? <ReplyForm reviewId={review.id} author={review.author} /> : null}
          {review.mayFlag ? (
            <Suspense>
              <ReportReview reviewId={review.id} />
            </Suspense>
          ) : null}
        </div>
      ) : null}
    </article>
  );
}
