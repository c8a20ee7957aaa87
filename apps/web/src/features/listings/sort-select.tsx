import { type ListingSort, listingSorts } from "@boltz/contract";
import { NativeSelect } from "@mantine/core";
import { sortLabelOf, usualSort } from "./explore-search.ts";

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
      value={sort ?? usualSort(searching)}
      data={listingSorts.map((name) => ({ value: name, label: sortLabelOf(name, searching) }))}
      onChange={(event) => {
        const chosen = listingSorts.find((name) => name === event.currentTarget.value);
        onChange(chosen === usualSort(searching) ? undefined : chosen);
      }}
    />
  );
}
