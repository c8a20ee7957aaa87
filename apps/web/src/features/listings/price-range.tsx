import type { Currency } from "@boltz/contract";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { parseMajor, toMajorText } from "../../format/money.ts";
import classes from "./explore.module.css";
import type { ExploreChange } from "./explore-search.ts";

interface PriceRangeProps {
  currency: Currency;
  min: string | undefined;
  max: string | undefined;
  onChange: (change: ExploreChange) => void;
}

/** From and to, taken over when the field is left or Enter is pressed. */
export function PriceRange({ currency, min, max, onChange }: PriceRangeProps) {
  return (
    <div className={classes["range"]}>
      <AmountField
        key={`min ${min}`}
        label="From"
        currency={currency}
        amount={min}
        onSet={(amount) => onChange({ min: amount })}
      />
      <AmountField
        key={`max ${max}`}
        label="To"
        currency={currency}
        amount={max}
        onSet={(amount) => onChange({ max: amount })}
      />
    </div>
  );
}

interface AmountFieldProps {
  label: string;
  currency: Currency;
  amount: string | undefined;
  onSet: (amount: string | undefined) => void;
}

function AmountField({ label, currency, amount, onSet }: AmountFieldProps) {
  const [typed, setTyped] = useState(amount ?? "");
  const [problem, setProblem] = useState<string>();
  const take = () => {
    if (typed.trim() === "") {
      setProblem(undefined);
      if (amount !== undefined) onSet(undefined);
      return;
    }
    const parsed = parseMajor(typed, currency);
    setProblem(parsed.ok ? undefined : parsed.reason);
    if (!parsed.ok) return;
    const text = toMajorText({ amountMinor: parsed.amountMinor, currency });
    if (text !== amount) onSet(text);
  };
  return (
    <TextInput
      label={label}
      inputMode="decimal"
      value={typed}
      error={problem}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
      }}
    />
  );
}
