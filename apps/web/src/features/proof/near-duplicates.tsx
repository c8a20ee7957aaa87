import type { NearDuplicate } from "@boltz/contract";
import { Badge, Button } from "@mantine/core";
import { useState } from "react";
import { AnchorLink } from "../../components/links.tsx";
import { formatChance } from "./figure-format.ts";
import classes from "./panels.module.css";

const shownAtFirst = 5;

/** Strategies on sale that are much the same; earlier ones first. */
export function NearDuplicates({ duplicates }: { duplicates: readonly NearDuplicate[] }) {
  const [isAll, setIsAll] = useState(false);
  const sorted = duplicates.toSorted(
    (a, b) => Number(b.isEarlier) - Number(a.isEarlier) || b.similarity - a.similarity,
  );
  return (
    <>
      <ul className={classes["near"]}>
        {(isAll ? sorted : sorted.slice(0, shownAtFirst)).map((near) => (
          <li key={`${near.listingId} ${near.by}`}>
            {near.by === "rules" ? "Much the same rules as " : "Much the same returns as "}
            <AnchorLink to="/listings/$listingId" params={{ listingId: near.listingId }} fw={600}>
              {near.title}
            </AnchorLink>{" "}
            by {near.creator.displayName}, {formatChance(near.similarity)} alike.{" "}
            {near.isEarlier ? <Badge color="yellow">On sale before this one</Badge> : null}
          </li>
        ))}
      </ul>
      {sorted.length > shownAtFirst ? (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setIsAll(!isAll)}>
          {isAll ? "Show fewer" : `Show all ${sorted.length}`}
        </Button>
      ) : null}
    </>
  );
}
