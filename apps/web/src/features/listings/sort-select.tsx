import { type ListingSort, listingSorts } from "@boltz/contract";
import { NativeSelect } from "@mantine/core";
import { sortLabels } from "./explore-search.ts";

interface SortSelectProps {
  sort: ListingSort | undefined;
  /** Only words can match well or badly. */
  searching: boolean;
  onChange: (sort: ListingSort | undefined) => void;
}

export function SortSelect({ sort, searching, onChange }: SortSelectProps) {
  const usual: ListingSort = searching ? "relevance" : "newest";
  const offered = listingSorts.filter((name) => searching || name !== "relevance");
  return (
    <NativeSelect
      aria-label="Sort by"
      value={sort ?? usual}
      data={offered.map((name) => ({ value: name, label: sortLabels[name] }))}
      onChange={(event) => {
        const chosen = offered.find((name) => name === event.currentTarget.value);
        onChange(chosen === usual ? undefined : chosen);
      }}
    />
  );
}
