import type { EvidenceCard, ListingCard } from "@boltz/contract";
import type { ReactNode } from "react";
import { RatingLine } from "../../components/rating-line.tsx";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatPrice, isFree } from "../../format/money.ts";
import { refundTerms } from "../../format/numbers.ts";
import classes from "./card-face.module.css";
import { CardProof } from "./card-proof.tsx";

interface CardFaceProps {
  card: Pick<ListingCard, "summary" | "tags" | "price" | "refundDays" | "rating" | "totalSales"> & {
    creatorName: string;
    proof?: EvidenceCard | null;
  };
  title: ReactNode;
  action?: ReactNode;
  seed: string;
}

const lettersOfTags = 30;

/** As many tags as fit on one line. */
function tagsThatFit(tags: readonly string[]) {
  let letters = 0;
  return tags.filter((tag) => {
    letters += tag.length + 3;
    return letters <= lettersOfTags;
  });
}

/** What a strategy looks like in a list, published or still being written. */
export function CardFace({ card, title, seed, action }: CardFaceProps) {
  const tags = tagsThatFit(card.tags);
  const hidden = card.tags.length - tags.length;
  const isNew = card.rating.mean === null && card.totalSales === 0;
  return (
    <article className={classes["card"]}>
      <div className={classes["top"]}>
        <StrategyMark seed={seed} />
        <div className={classes["names"]}>
          <h3 className={classes["title"]}>{title}</h3>
          <p className={classes["creator"]}>by {card.creatorName}</p>
        </div>
      </div>
      <p className={classes["summary"]}>{card.summary}</p>
      {tags.length > 0 ? (
        <ul className={classes["tags"]} aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
          {hidden > 0 ? <li>+{hidden}</li> : null}
        </ul>
      ) : null}
      {card.proof ? <CardProof proof={card.proof} /> : null}
      <div className={classes["foot"]}>
        <div>
          <div className={`${classes["price"]} num`} data-free={isFree(card.price) || undefined}>
            {formatPrice(card.price)}
          </div>
          <div className={classes["terms"]}>
            {isFree(card.price) ? "No card needed" : refundTerms(card.refundDays)}
          </div>
        </div>
        {isNew ? (
          <span className={classes["terms"]}>New</span>
        ) : (
          <RatingLine rating={card.rating} sales={card.totalSales} stacked />
        )}
      </div>
      {action ? <div className={classes["action"]}>{action}</div> : null}
    </article>
  );
}
