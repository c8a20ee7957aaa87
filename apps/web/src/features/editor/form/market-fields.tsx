import "@mantine/core/styles/Popover.layer.css";
import "@mantine/core/styles/ScrollArea.layer.css";
import "@mantine/core/styles/Combobox.layer.css";
import "@mantine/core/styles/Pill.layer.css";
import "@mantine/core/styles/PillsInput.layer.css";
import { assetClasses } from "@boltz/contract";
import { Button, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../../api/client.ts";
import { isRecord } from "../is-record.ts";
import { setAt } from "../json-edit.ts";
import { ChoiceField, TextField, Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { useIssuesBelow, usePart, useStrategyForm, valueAt } from "./form-context.ts";
import { LeftOver } from "./left-over.tsx";

/** What is traded: symbols, of which there should be bars here, or a description in words. */
export function MarketFields() {
  const market = usePart(["market"]);
  const holder = isRecord(market.value) ? market.value : {};
  const isInWords = holder["universe"] !== undefined && holder["symbols"] === undefined;
  const change = (member: object) => market.set({ assetClass: holder["assetClass"] ?? "etfs", ...member });
  return (
    <>
      <div className={classes["columns"]}>
        <ChoiceField
          path={["market", "assetClass"]}
          label="Asset class"
          options={assetClasses.map((value) => ({ value, label: value }))}
        />
        {isInWords ? <TextField path={["market", "universe"]} label="Universe in words" /> : <Symbols />}
      </div>
      <Wrong message={market.error} />
      {isInWords ? (
        <p className={classes["caution"]}>
          Words name no symbols to run on, so a strategy like this cannot be verified here.
        </p>
      ) : null}
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => change(isInWords ? { symbols: [] } : { universe: "the stocks of a broad index" })}
      >
        {isInWords ? "Name symbols instead" : "Describe a universe instead"}
      </Button>
      <LeftOver
        path={["market"]}
        known={isInWords ? ["assetClass", "universe"] : ["assetClass", "symbols"]}
      />
    </>
  );
}

const inList = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function Symbols() {
  const { document, edit } = useStrategyForm();
  const symbols = usePart(["market", "symbols"]);
  const wrong = useIssuesBelow(["market", "symbols"]);
  const datasets = useQuery(api.proofs.datasets.queryOptions(undefined, { staleTime: 300_000 }));
  const timeframe = valueAt(document, ["timeframe"]);
  const here = datasets.data?.filter((dataset) => dataset.timeframe === timeframe) ?? [];
  const names = new Map(here.map((dataset) => [dataset.symbol, dataset.name]));
  const written = inList(symbols.value);
  const missing = datasets.data ? written.filter((symbol) => !names.has(symbol)) : [];
  return (
    <div>
      <TagsInput
        size="sm"
        label="Symbols"
        data-path={symbols.where}
        placeholder={written.length === 0 ? "Choose or type" : ""}
        data={here.map((dataset) => dataset.symbol)}
        renderOption={({ option }) => (
          <span className={classes["dataset"]}>
            <strong>{option.value}</strong> {names.get(option.value)}
          </span>
        )}
        value={written}
        error={wrong}
        onChange={(next) =>
          edit((text) =>
            setAt(text, ["market", "symbols"], [...new Set(next.map((one) => one.toUpperCase()))]),
          )
        }
      />
      {missing.length > 0 ? (
        <p className={classes["caution"]}>
          There are no {String(timeframe)} bars of {missing.join(", ")} here: it can be listed, but it cannot
          be verified here.
        </p>
      ) : null}
      {datasets.isError ? (
        <p className={classes["caution"]}>Which symbols there are bars of could not be loaded.</p>
      ) : null}
    </div>
  );
}
