import { IconStarFilled } from "@tabler/icons-react";
import { formatCount, formatRating, plural } from "../format/numbers.ts";
import classes from "./rating-line.module.css";

interface RatingLineProps {
  rating: { mean: number | null; count: number };
  sales: number;
  stacked?: boolean;
}

/** What buyers said and how many there are, without stars for nothing. */
export function RatingLine({ rating, sales, stacked = false }: RatingLineProps) {
  return (
    <div className={`${classes["line"]} num`} data-stacked={stacked || undefined}>
      {rating.mean === null ? (
        <span>No ratings yet</span>
      ) : (
        <span className={classes["rating"]}>
          <IconStarFilled size={14} className={classes["star"]} aria-hidden />
          <span>
            <span className={classes["hidden"]}>Rated </span>
            <strong>{formatRating(rating.mean)}</strong>
            <span className={classes["hidden"]}> of 5 by </span> ({formatCount(rating.count)})
          </span>
        </span>
      )}
      <span>{plural(sales, "sale")}</span>
    </div>
  );
}
