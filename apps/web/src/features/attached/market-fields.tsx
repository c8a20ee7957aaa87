import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Combobox.layer.css";
import "@mantine/core/styles/Pill.layer.css";
import "@mantine/core/styles/PillsInput.layer.css";
import { assetClasses, strategyStyles, timeframes } from "@boltz/contract";
import { NativeSelect, TagsInput } from "@mantine/core";
import { marketNames, styleName } from "../../format/markets.ts";
import classes from "./attached.module.css";
import type { AttachedDraft, AttachedErrors } from "./attached-draft.ts";

interface MarketFieldsProps {
  draft: AttachedDraft;
  errors: AttachedErrors;
  onChange: (change: Partial<AttachedDraft>) => void;
}

/** How and what it trades, by which buyers find it. */
export function MarketFields({ draft, errors, onChange }: MarketFieldsProps) {
  return (
    <>
      <div className={classes["market"]}>
        <NativeSelect
          label="Style"
          data={strategyStyles.map((value) => ({ value, label: styleName(value) }))}
          value={draft.style}
          error={errors.style?.[0]}
          onChange={({ currentTarget: { value } }) => {
            const style = strategyStyles.find((one) => one === value);
            if (style) onChange({ style });
          }}
        />
        <NativeSelect
          label="Market"
          data={assetClasses.map((value) => ({ value, label: marketNames[value] }))}
          value={draft.assetClass}
          error={errors.assetClass?.[0]}
          onChange={({ currentTarget: { value } }) => {
            const assetClass = assetClasses.find((one) => one === value);
            if (assetClass) onChange({ assetClass });
          }}
        />
        <NativeSelect
          label="Timeframe"
          data={[...timeframes]}
          value={draft.timeframe}
          error={errors.timeframe?.[0]}
          onChange={({ currentTarget: { value } }) => {
            const timeframe = timeframes.find((one) => one === value);
            if (timeframe) onChange({ timeframe });
          }}
        />
      </div>
      <TagsInput
        label="Symbols"
        description="Filled in from the backtest result. Every symbol that it traded has to be named."
        maxTags={50}
        value={draft.symbols}
        error={errors.symbols?.[0]}
        onChange={(symbols) => onChange({ symbols: symbols.map((one) => one.trim().toUpperCase()) })}
        clearButtonProps={{ "aria-label": "Remove all symbols" }}
      />
    </>
  );
}
