import { isRecord } from "../is-record.ts";
import { ChoiceField, KnobField, NumberField, Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { usePart } from "./form-context.ts";
import { LeftOver } from "./left-over.tsx";

const methods: Record<string, { label: string; fields: { name: string; label: string; first: number }[] }> = {
  fixedFraction: {
    label: "A part of the account",
    fields: [{ name: "percentOfEquity", label: "Percent of the account", first: 95 }],
  },
  riskPerTrade: {
    label: "By the loss at the stop",
    fields: [{ name: "percentOfEquity", label: "Percent of the account at risk", first: 1 }],
  },
  volatilityTarget: {
    label: "By a yearly volatility",
    fields: [
      { name: "annualPercent", label: "Percent a year", first: 15 },
      { name: "lookback", label: "Measured over bars", first: 60 },
    ],
  },
};

/** How much goes into a position. */
export function SizingFields() {
  const { value, error, set } = usePart(["sizing"]);
  const method = isRecord(value) ? String(value["method"]) : "";
  const fields = methods[method]?.fields ?? [];
  const choose = (next: string) =>
    set({
      method: next,
      ...Object.fromEntries((methods[next]?.fields ?? []).map(({ name, first }) => [name, first])),
    });
  return (
    <>
      <div className={classes["columns"]}>
        <ChoiceField
          path={["sizing", "method"]}
          label="Size of a position"
          options={Object.entries(methods).map(([name, { label }]) => ({ value: name, label }))}
          onChoose={choose}
        />
        {fields.map(({ name, label }) => (
          <KnobField key={name} path={["sizing", name]} label={label} />
        ))}
      </div>
      <Wrong message={error} />
      <LeftOver path={["sizing"]} known={["method", ...fields.map(({ name }) => name)]} />
    </>
  );
}

/** What every fill is assumed to cost, in hundredths of a percent. */
export const CostFields = () => (
  <>
    <div className={classes["columns"]}>
      <NumberField path={["costs", "commissionBps"]} label="Commission, basis points" />
      <NumberField path={["costs", "slippageBps"]} label="Slippage, basis points" />
    </div>
    <Wrong message={usePart(["costs"]).error} />
    <LeftOver path={["costs"]} known={["commissionBps", "slippageBps"]} />
  </>
);
