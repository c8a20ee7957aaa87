import { currencyCodes } from "@boltz/contract";
import { Anchor, NativeSelect, Radio } from "@mantine/core";
import classes from "./explore.module.css";
import {
  countFilters,
  type ExploreChange,
  type ExploreSearch,
  ratingSteps,
  readTags,
} from "./explore-search.ts";
import { PriceRange } from "./price-range.tsx";
import { ProofFilters } from "./proof-filters.tsx";
import { TagFilter } from "./tag-filter.tsx";

interface FiltersProps {
  search: ExploreSearch;
  onChange: (change: ExploreChange) => void;
  onClear: () => void;
}

/** Everything that narrows the list; each choice is in the address bar at once. */
export function Filters({ search, onChange, onClear }: FiltersProps) {
  return (
    <div className={classes["filters"]}>
      <div className={classes["filtersHead"]}>
        <h2>Filters</h2>
        {countFilters(search) > 0 || search.words ? (
          <Anchor component="button" type="button" size="sm" onClick={onClear}>
            Clear all
          </Anchor>
        ) : null}
      </div>
      <ProofFilters search={search} onChange={onChange} />
      <Radio.Group
        label="Cost"
        value={search.cost ?? "any"}
        onChange={(value) => onChange({ cost: value === "free" || value === "paid" ? value : undefined })}
      >
        <div className={classes["choices"]}>
          <Radio value="any" label="Any cost" />
          <Radio value="free" label="Free" />
          <Radio value="paid" label="Paid" />
        </div>
      </Radio.Group>
      {search.cost === "free" ? null : (
        <fieldset className={classes["fieldset"]}>
          <legend>Price</legend>
          <NativeSelect
            aria-label="Currency"
            value={search.currency ?? ""}
            data={[
              { value: "", label: "Any currency" },
              ...currencyCodes.map((code) => ({ value: code, label: code })),
            ]}
            onChange={(event) => {
              const currency = currencyCodes.find((code) => code === event.currentTarget.value);
              onChange({ currency, min: undefined, max: undefined });
            }}
          />
          {search.currency ? (
            <PriceRange
              key={search.currency}
              currency={search.currency}
              min={search.min}
              max={search.max}
              onChange={onChange}
            />
          ) : null}
        </fieldset>
      )}
      <Radio.Group
        label="Rating"
        value={search.rating ?? "any"}
        onChange={(value) => onChange({ rating: ratingSteps.find((step) => step === value) })}
      >
        <div className={classes["choices"]}>
          <Radio value="any" label="Any rating" />
          {ratingSteps.map((step) => (
            <Radio key={step} value={step} label={`${step} and better`} />
          ))}
        </div>
      </Radio.Group>
      <TagFilter
        chosen={readTags(search.tags)}
        onChange={(tags) => onChange({ tags: tags.length === 0 ? undefined : tags.join(",") })}
      />
    </div>
  );
}
