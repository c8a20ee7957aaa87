import { type ListingPage, type ReviewSort, reviewSorts } from "@boltz/contract";
import { NativeSelect } from "@mantine/core";
import { IconMessageStar } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { LoadMore } from "../../components/load-more.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { OwnReview } from "./own-review.tsx";
import { RatingBars } from "./rating-bars.tsx";
import { ReviewItem } from "./review-item.tsx";
import classes from "./reviews.module.css";

const sortWords: Record<ReviewSort, string> = {
  newest: "Newest first",
  highest: "Highest rating first",
  lowest: "Lowest rating first",
};
const sortOf = (value: string): ReviewSort => reviewSorts.find((one) => one === value) ?? "newest";

/** What those say who own it, and what its creator answers. */
export function Reviews({ listing }: { listing: ListingPage }) {
  const [sort, setSort] = useState<ReviewSort>("newest");
  const [rating, setRating] = useState<number | null>(null);
  const reviews = useInfiniteQuery(
    api.reviews.list.infiniteQueryOptions(
      { listingId: listing.id, sort, limit: 10, ...(rating === null ? {} : { rating }) },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        placeholderData: (before) => before,
        staleTime: 10_000,
      },
    ),
  );
  if (reviews.isPending) return <LoadingRows rows={2} label="Loading the reviews" />;
  const [first] = reviews.data?.pages ?? [];
  if (first === undefined)
    return (
      <ErrorPanel error={reviews.error} retry={reviews.refetch} title="The reviews could not be loaded" />
    );
  const items = (reviews.data?.pages ?? []).flatMap((page) => page.items).filter(({ isMine }) => !isMine);
  const isEmpty = items.length === 0;
  return (
    <div data-stale={reviews.isPlaceholderData || undefined}>
      <RatingBars rating={listing.rating} counts={first.counts} chosen={rating} onChoose={setRating} />
      <OwnReview listing={listing} mine={first.mine} mayWrite={first.mayWrite} />
      {isEmpty ? (
        <NoReviews filtered={rating !== null} hasOwn={first.mine !== null} />
      ) : (
        <>
          <NativeSelect
            className={classes["sort"]}
            aria-label="Order of the reviews"
            size="sm"
            value={sort}
            data={reviewSorts.map((value) => ({ value, label: sortWords[value] }))}
            onChange={(event) => setSort(sortOf(event.currentTarget.value))}
          />
          <ul className={classes["list"]}>
            {items.map((review) => (
              <li key={review.id}>
                <ReviewItem review={review} creatorName={listing.creator.displayName} />
              </li>
            ))}
          </ul>
          <LoadMore pages={reviews} />
        </>
      )}
    </div>
  );
}

function NoReviews({ filtered, hasOwn }: { filtered: boolean; hasOwn: boolean }) {
  if (filtered) return <p className={classes["quiet"]}>No other review has this rating.</p>;
  if (hasOwn) return null;
  return (
    <EmptyPanel title="No reviews yet" icon={<IconMessageStar size={26} stroke={1.4} />}>
      Only those who own a strategy can review it, once for each purchase.
    </EmptyPanel>
  );
}
