import type { ListingSort } from "@boltz/contract";
import classes from "./explore.module.css";
import { usualSort } from "./explore-search.ts";

const meanings: Record<ListingSort, string> = {
  evidence:
    "First what is most likely to be more than luck on bars that no try had seen; what we did not run comes last.",
  relevance: "By ratings, sales and evidence together.",
  newest: "By the day on which a strategy was first published.",
  rating: "By the mean rating; a few ratings weigh less than many.",
  sales: "By the number of sales.",
  price_asc: "By the price that is shown, whatever its currency.",
  price_desc: "By the price that is shown, whatever its currency.",
};

const meaningOf = (sort: ListingSort, searching: boolean) =>
  searching && sort === "relevance"
    ? "First what has your words in its title; within that, by ratings, sales and evidence."
    : meanings[sort];

interface OrderNoteProps {
  sort: ListingSort | undefined;
  searching: boolean;
}

/** What the order of the list means, and the whole of it for who wants to know. */
export function OrderNote({ sort, searching }: OrderNoteProps) {
  return (
    <details className={classes["order"]}>
      <summary>
        <span>{meaningOf(sort ?? usualSort(searching), searching)} </span>
        <span className={classes["orderLink"]}>How strategies are ranked</span>
      </summary>
      <div className={classes["orderText"]}>
        <p>
          <strong>Evidence</strong> is a probability: how likely the true Sharpe ratio of a strategy is above
          zero, judged only by bars that none of its author's tries had seen. These are the sealed holdout and
          everything after publication, together. Whoever sends several versions to the same sealed bars has
          more chances to be lucky, and the probability is lowered for each. What a strategy earned on the
          bars that its author could see counts for nothing.
        </p>
        <p>
          <strong>Verified</strong> strategies were run by us, and the result is signed. A verified one whose
          record is too short for a probability stands behind the other verified ones.{" "}
          <strong>Not verified here</strong> are those for whose market we have no bars;{" "}
          <strong>attached</strong> ones are files of another engine with figures that their author supplies.
          We ran neither, so neither can stand before a verified one in this order, and their cards show no
          figures.
        </p>
        <p>
          When you search for words, what has them in its title comes first. Within that the order is by
          ratings and sales; being verified weighs about as much as the first two sales, and certainty as much
          as the first six.
        </p>
      </div>
    </details>
  );
}
