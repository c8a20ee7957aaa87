import type { ListingPage } from "@boltz/contract";
import { UnstyledButton, VisuallyHidden } from "@mantine/core";
import { IconStarFilled } from "@tabler/icons-react";
import type { Outputs } from "../../api/client.ts";
import { formatCount, formatRating, plural } from "../../format/numbers.ts";
import classes from "./reviews.module.css";

interface RatingBarsProps {
  rating: ListingPage["rating"];
  counts: Outputs["reviews"]["list"]["counts"];
  /** The number of stars that is shown alone. */
  chosen: number | null;
  onChoose: (stars: number | null) => void;
}

/** How the ratings spread; each bar shows only its own reviews. */
export function RatingBars({ rating, counts, chosen, onChoose }: RatingBarsProps) {
  const most = Math.max(1, ...counts);
  if (rating.count === 0) return null;
  return (
    <div className={classes["summary"]}>
      <div className={classes["mean"]}>
        <span className={`${classes["meanFigure"]} num`}>
          {rating.mean === null ? "–" : formatRating(rating.mean)}
        </span>
        <span className={classes["quiet"]}>of 5, {plural(rating.count, "review")}</span>
      </div>
      <ul className={classes["bars"]} aria-label="Reviews by rating">
        {[5, 4, 3, 2, 1].map((stars) => {
          const count = counts[stars - 1] ?? 0;
          return (
            <li key={stars}>
              <UnstyledButton
                className={classes["bar"]}
                aria-pressed={chosen === stars}
                disabled={count === 0 && chosen !== stars}
                onClick={() => onChoose(chosen === stars ? null : stars)}
              >
                <span className="num">{stars}</span>
                <VisuallyHidden>{stars === 1 ? " star: " : " stars: "}</VisuallyHidden>
                <IconStarFilled size={12} className={classes["star"]} aria-hidden />
                <span className={classes["track"]} aria-hidden>
                  <span className={classes["fill"]} style={{ width: `${(100 * count) / most}%` }} />
                </span>
                <span className="num">
                  {formatCount(count)}
                  <VisuallyHidden>{count === 1 ? " review" : " reviews"}</VisuallyHidden>
                </span>
              </UnstyledButton>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
