import { Button, Skeleton, Text } from "@mantine/core";
import { IconListSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, type Outputs } from "../../api/client.ts";
import { LoadMore } from "../../components/load-more.tsx";
import { places } from "../../components/places.ts";
import { EmptyPanel, ErrorPanel } from "../../components/states.tsx";
import { formatCount } from "../../format/numbers.ts";
import { CompareButton } from "../compare/compare-button.tsx";
import { CompareTray } from "../compare/compare-tray.tsx";
import classes from "./explore.module.css";
import { countFilters, type ExploreSearch, toSearchInput } from "./explore-search.ts";
import { ListingCardView } from "./listing-card.tsx";
import { OrderNote } from "./order-note.tsx";

interface ExploreResultsProps {
  search: ExploreSearch;
  onClear: () => void;
  tools: ReactNode;
}

export function ExploreResults({ search, onClear, tools }: ExploreResultsProps) {
  const results = useInfiniteQuery(
    api.listings.search.infiniteQueryOptions(toSearchInput(search), {
      getNextPageParam: (page) => page.nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  const first = results.data?.pages[0];
  const cards = results.data?.pages.flatMap((page) => page.items) ?? [];
  const narrowed = countFilters(search) > 0 || search.words !== undefined;

  return (
    <>
      <h2 className={classes["hidden"]}>Strategies</h2>
      <div className={classes["bar"]}>
        <p className={classes["matches"]} role="status">
          {first && !results.isPlaceholderData
            ? matchesText(first.matches, cards.length, first.nextCursor !== null)
            : "Searching…"}
        </p>
        <div className={classes["barTools"]}>{tools}</div>
      </div>
      <OrderNote sort={search.sort} searching={search.words !== undefined} />
      {first?.corrected && search.words ? (
        <Text size="sm" c="dimmed" mb="md">
          Little was found for “{search.words}”, so the nearest spelling is shown.
        </Text>
      ) : null}
      {results.isPending ? (
        <LoadingCards />
      ) : results.isError && !results.data ? (
        <ErrorPanel
          error={results.error}
          retry={results.refetch}
          title="The strategies could not be loaded"
        />
      ) : cards.length === 0 ? (
        <NothingFound narrowed={narrowed} onClear={onClear} />
      ) : (
        <>
          <ul className={classes["cards"]} aria-busy={results.isPlaceholderData}>
            {cards.map((listing) => (
              <li key={listing.id}>
                <ListingCardView listing={listing} action={<CompareButton listing={listing} />} />
              </li>
            ))}
          </ul>
          <LoadMore pages={results} />
          <CompareTray />
        </>
      )}
    </>
  );
}

function matchesText(matches: Outputs["listings"]["search"]["matches"], shown: number, hasMore: boolean) {
  const count = matches ? matches.atLeast : shown;
  const more = matches ? matches.more : hasMore;
  if (count === 0) return "No strategies";
  return `${formatCount(count)}${more ? "+" : ""} ${count === 1 && !more ? "strategy" : "strategies"}`;
}

function NothingFound({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) {
  return (
    <EmptyPanel
      title={narrowed ? "No strategy fits" : "No strategies yet"}
      icon={<IconListSearch size={26} stroke={1.4} />}
      actions={
        narrowed ? (
          <Button variant="default" onClick={onClear}>
            Clear filters
          </Button>
        ) : null
      }
    >
      {narrowed ? "Try fewer words or filters." : "As soon as one is published, it appears here."}
    </EmptyPanel>
  );
}

const LoadingCards = () => (
  <div className={classes["cards"]} role="status" aria-label="Loading strategies">
    {places(6).map((card) => (
      <Skeleton key={card} height={330} radius="lg" />
    ))}
  </div>
);
