import { Badge, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, type Outputs, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { formatDay } from "../../format/dates.ts";
import { ListingCardView } from "../listings/listing-card.tsx";
import classes from "./following.module.css";

type Wish = Outputs["listings"]["wished"][number];

/** A strategy of the wish-list; one that left the market stays until its wish is given up. */
export function WishedListing({ wish: { listing, since, forSale } }: { wish: Wish }) {
  const remove = useMutation(
    api.listings.wish.mutationOptions({
      onSuccess: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: api.listings.wished.queryKey() }),
          queryClient.invalidateQueries({ queryKey: api.listings.get.queryKey({ listingId: listing.id }) }),
        ]),
      onError: (error) => notify(wireErrorOf(error).sentence, "bad"),
    }),
  );
  return (
    <div className={classes["wish"]}>
      <ListingCardView listing={listing} />
      <div className={classes["wishFoot"]}>
        {forSale ? (
          <span className={classes["quiet"]}>Since {formatDay(since)}</span>
        ) : (
          <Badge color="yellow">No longer for sale</Badge>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`Remove ${listing.title} from your wish-list`}
          loading={remove.isPending}
          onClick={() => remove.mutate({ listingId: listing.id, wished: false })}
        >
          Remove
        </Button>
      </div>
    </div>
  );
}
