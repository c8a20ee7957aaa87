import { assetClasses, strategyStyles, timeframes } from "@boltz/contract";
import { Checkbox, NativeSelect } from "@mantine/core";
import { marketNames, styleName } from "../../format/markets.ts";
import classes from "./explore.module.css";
import type { ExploreChange, ExploreSearch } from "./explore-search.ts";
import { ageSteps, drawdownSteps, needsVerified, tradeSteps } from "./proof-search.ts";

interface ProofFiltersProps {
  search: ExploreSearch;
  onChange: (change: ExploreChange) => void;
}

/** What a strategy trades, and what its proof must say. */
export function ProofFilters({ search, onChange }: ProofFiltersProps) {
  return (
    <fieldset className={classes["fieldset"]}>
      <legend>Market and proof</legend>
      <Checkbox
        label="Verified only"
        description="Run and signed by us"
        checked={search.verified !== undefined || needsVerified(search)}
        disabled={needsVerified(search)}
        onChange={(event) => onChange({ verified: event.currentTarget.checked ? "1" : undefined })}
      />
      <Choice
        label="Market"
        any="Any market"
        values={assetClasses}
        nameOf={(value) => marketNames[value]}
        value={search.market}
        onChange={(market) => onChange({ market })}
      />
      <Choice
        label="Timeframe"
        any="Any timeframe"
        values={timeframes}
        nameOf={(value) => value}
        value={search.timeframe}
        onChange={(timeframe) => onChange({ timeframe })}
      />
      <Choice
        label="Style"
        any="Any style"
        values={strategyStyles}
        nameOf={styleName}
        value={search.style}
        onChange={(style) => onChange({ style })}
      />
      <Choice
        label="Deepest drawdown"
        any="Any drawdown"
        values={drawdownSteps}
        nameOf={(value) => `${value}% at most`}
        value={search.drawdown}
        onChange={(drawdown) => onChange({ drawdown })}
      />
      <Choice
        label="Trades"
        any="Any number"
        values={tradeSteps}
        nameOf={(value) => `${value} or more`}
        value={search.trades}
        onChange={(trades) => onChange({ trades })}
      />
      <Choice
        label="On sale for"
        any="Any time"
        values={ageSteps}
        nameOf={(value) => `${value} days or more`}
        value={search.age}
        onChange={(age) => onChange({ age })}
      />
      {needsVerified(search) ? (
        <p className={classes["note"]}>Only verified strategies have a drawdown and trades to go by.</p>
      ) : null}
    </fieldset>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  any: string;
  values: readonly T[];
  nameOf: (value: T) => string;
  value: T | undefined;
  onChange: (value: T | undefined) => void;
}

const Choice = <T extends string>({ label, any, values, nameOf, value, onChange }: ChoiceProps<T>) => (
  <NativeSelect
    label={label}
    value={value ?? ""}
    data={[{ value: "", label: any }, ...values.map((each) => ({ value: each, label: nameOf(each) }))]}
    onChange={(event) => onChange(values.find((each) => each === event.currentTarget.value))}
  />
);
