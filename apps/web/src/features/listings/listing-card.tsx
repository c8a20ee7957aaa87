import type { ListingCard } from "@boltz/contract";
import { Link } from "@tanstack/react-router";
import classes from "./card-face.module.css";
import { CardFace } from "./card-face.tsx";

/** One strategy in the list: the whole card leads to its page. */
export const ListingCardView = ({ listing }: { listing: ListingCard }) => (
  <CardFace
    card={{ ...listing, creatorName: listing.creator.displayName }}
    seed={listing.id}
    title={
      <Link to="/listings/$listingId" params={{ listingId: listing.id }} className={classes["link"]}>
        {listing.title}
      </Link>
    }
  />
);
