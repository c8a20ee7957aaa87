import type { ListingPage, ReviewView } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { ReviewForm } from "./review-form.tsx";
import { ReviewItem } from "./review-item.tsx";
import classes from "./reviews.module.css";

interface OwnReviewProps {
  listing: ListingPage;
  mine: ReviewView | null;
  mayWrite: boolean;
}

/** The reader's own review, to write or to change. */
export function OwnReview({ listing, mine, mayWrite }: OwnReviewProps) {
  const [isOpen, setOpen] = useState(false);
  if (mine === null && !mayWrite) return null;
  if (isOpen) return <ReviewForm listingId={listing.id} before={mine} onClose={() => setOpen(false)} />;
  if (mine === null)
    return (
      <div className={classes["own"]}>
        <p className={classes["text"]}>You own this strategy. How does it do?</p>
        <Button leftSection={<IconPencil size={16} stroke={1.7} />} onClick={() => setOpen(true)}>
          Write a review
        </Button>
      </div>
    );
  return (
    <div className={classes["own"]} data-filled>
      <h3 className={classes["ownHead"]}>Your review</h3>
      <ReviewItem review={mine} creatorName={listing.creator.displayName} />
      {mine.hidden || !mine.counts ? null : (
        <Button
          variant="default"
          size="sm"
          leftSection={<IconPencil size={16} stroke={1.7} />}
          onClick={() => setOpen(true)}
        >
          Change it
        </Button>
      )}
    </div>
  );
}
