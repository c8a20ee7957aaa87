import { Button } from "@mantine/core";
import { IconCheck, IconScale } from "@tabler/icons-react";
import { ButtonLink } from "../../components/links.tsx";
import { type ChosenListing, idsText, mostCompared, toggleChosen, useChosen } from "./chosen.ts";

interface CompareButtonProps {
  listing: ChosenListing;
  /** Leads on to the comparison, where no tray does. */
  withLink?: boolean;
}

/** Puts a strategy aside to be compared with others. */
export function CompareButton({ listing, withLink = false }: CompareButtonProps) {
  const chosen = useChosen();
  const isChosen = chosen.some(({ id }) => id === listing.id);
  const isFull = !isChosen && chosen.length >= mostCompared;
  const Icon = isChosen ? IconCheck : IconScale;
  return (
    <>
      <Button
        size="compact-sm"
        variant={isChosen ? "light" : "default"}
        leftSection={<Icon size={15} stroke={1.6} aria-hidden />}
        aria-pressed={isChosen}
        aria-label={`Compare ${listing.title}`}
        disabled={isFull}
        title={isFull ? "Four strategies are the most at once." : undefined}
        onClick={() => toggleChosen(listing)}
      >
        Compare
      </Button>
      {withLink && chosen.length > 0 ? (
        <ButtonLink to="/compare" search={{ ids: idsText(chosen) }} size="compact-sm" variant="subtle">
          See all {chosen.length}
        </ButtonLink>
      ) : null}
    </>
  );
}
