import type { ListingPage } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconHeart, IconHeartFilled } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { useViewer } from "../../api/viewer.ts";
import { notify } from "../../components/notify.ts";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";

/** Puts a strategy on the wish-list: lower prices and new versions of it are told. */
export function WishButton({ listing }: { listing: ListingPage }) {
  const viewer = useViewer();
  const navigate = useNavigate();
  const here = useLocation({ select: (location) => location.href });
  const once = useOneAtATime();
  const { wished } = listing.viewer;
  const wish = useMutation(
    api.listings.wish.mutationOptions({
      onSuccess: async (_, { wished: isWished }) => {
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: api.listings.get.queryKey() }),
          queryClient.invalidateQueries({ queryKey: api.listings.wished.queryKey() }),
        ]);
        await notify(
          isWished ? "On your wish-list. We tell you when it gets cheaper." : "Off your wish-list.",
        );
      },
      onError: (error) => notify(wireErrorOf(error).sentence, "bad"),
    }),
  );
  if (listing.viewer.owns || listing.viewer.isCreator || (listing.status !== "published" && !wished))
    return null;
  return (
    <Button
      variant="default"
      size="md"
      aria-pressed={wished}
      loading={wish.isPending}
      leftSection={
        wished ? <IconHeartFilled size={17} aria-hidden /> : <IconHeart size={17} stroke={1.7} aria-hidden />
      }
      onClick={() =>
        viewer === null
          ? void navigate({ to: "/sign-in", search: { next: here } })
          : once(() => wish.mutateAsync({ listingId: listing.id, wished: !wished }))
      }
    >
      {wished ? "On your wish-list" : "Add to wish-list"}
    </Button>
  );
}
