import type { ListingCard } from "@boltz/contract";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./card-face.module.css";
import { CardFace } from "./card-face.tsx";

interface ListingCardViewProps {
  listing: ListingCard;
  action?: ReactNode;
}

/** One strategy in the list: the whole card leads to its page. */
export const ListingCardView = ({ listing, action }: ListingCardViewProps) => (
  <CardFace
    action={action}
    card={{ ...listing, creatorName: listing.creator.displayName }}
    seed={listing.id}
    title={
      <Link to="/listings/$listingId" params={{ listingId: listing.id }} className={classes["link"]}>
        {listing.title}
      </Link>
    }
  />
);
