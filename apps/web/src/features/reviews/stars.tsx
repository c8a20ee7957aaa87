import { IconStar, IconStarFilled } from "@tabler/icons-react";
import classes from "./reviews.module.css";

/** A rating in stars, said in words to those who do not see them. */
export const Stars = ({ rating }: { rating: number }) => (
  <span className={classes["stars"]} role="img" aria-label={`${rating} of 5 stars`}>
    {[1, 2, 3, 4, 5].map((star) =>
      star <= rating ? (
        <IconStarFilled key={star} size={15} className={classes["star"]} aria-hidden />
      ) : (
        <IconStar key={star} size={15} stroke={1.6} className={classes["noStar"]} aria-hidden />
      ),
    )}
  </span>
);
