import { type ListingSort, listingSorts } from "@boltz/contract";
import { NativeSelect } from "@mantine/core";
import { sortLabelOf } from "./explore-search.ts";

/** What the server sorts by where it is not told. */
const usualSort: ListingSort = "relevance";

interface SortSelectProps {
  sort: ListingSort | undefined;
  /** Whether there are words, which a listing can match well or badly. */
  searching: boolean;
  onChange: (sort: ListingSort | undefined) => void;
}

export function SortSelect({ sort, searching, onChange }: SortSelectProps) {
  return (
    <NativeSelect
      aria-label="Sort by"
      value={sort ?? usualSort}
      data={listingSorts.map((name) => ({ value: name, label: sortLabelOf(name, searching) }))}
      onChange={(event) => {
        const chosen = listingSorts.find((name) => name === event.currentTarget.value);
        onChange(chosen === usualSort ? undefined : chosen);
      }}
    />
  );
}
