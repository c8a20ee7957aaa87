import { indicatorKinds, indicatorOutputs, priceFields } from "@boltz/backtest";
import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { placed } from "../../components/places.ts";
import { WideTable } from "../../components/wide-table.tsx";
import { type IndicatorField, indicatorFields, indicatorNames } from "./language-shape.ts";
import { arithmeticWords, comparisonWords, groupWords } from "./rule-shapes.ts";

interface ListedProps {
  label: string;
  head: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}

const Listed = ({ label, head, rows }: ListedProps) => (
  <WideTable label={label} minWidth={320}>
    <Table.Thead>
      <Table.Tr>
        {head.map((title) => (
          <Table.Th key={title}>{title}</Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {placed(rows).map(({ entry: cells, place }) => (
        <Table.Tr key={place}>
          {placed(cells).map(({ entry, place: column }) => (
            <Table.Td key={column} valign="top">
              {column === 0 && typeof entry === "string" ? <code>{entry}</code> : entry}
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </Table.Tbody>
  </WideTable>
);

export const FieldTable = ({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) => (
  <Listed label="Fields" head={["Field", "Holds"]} rows={rows} />
);

const fieldWords = ({ name, kind, minimum, maximum, isWhole }: IndicatorField) =>
  kind === "price"
    ? `${name}: a price`
    : `${name}: ${minimum} to ${maximum?.toLocaleString()}${isWhole ? "" : ", fractions too"}`;

/** Every kind that the language knows, with its fields, their ranges and its outputs. */
export const IndicatorTable = () => (
  <Listed
    label="Indicators"
    head={["Kind", "Measures", "Fields", "Outputs"]}
    rows={indicatorKinds.map((kind) => [
      kind,
      indicatorNames[kind],
      indicatorFields(kind).map(fieldWords).join("; ") || "none",
      indicatorOutputs[kind].join(", ") || "one",
    ])}
  />
);

const priceMeanings: Record<(typeof priceFields)[number], string> = {
  open: "the first price of the bar",
  high: "its highest price",
  low: "its lowest price",
  close: "its last price",
  volume: "what was traded in it",
  hl2: "the middle of high and low",
  hlc3: "the mean of high, low and close",
  ohlc4: "the mean of open, high, low and close",
};

export const PriceTable = () => (
  <Listed
    label="Prices"
    head={["Field", "Is"]}
    rows={priceFields.map((field) => [field, priceMeanings[field]])}
  />
);

export const ValueTable = () => (
  <Listed
    label="Values"
    head={["Value", "Is"]}
    rows={[
      ["30", "a number"],
      ['{ "param": "width" }', "a parameter"],
      ['{ "price": "close", "ago": 1 }', "a price, so many bars ago"],
      ['{ "indicator": "trend", "output": "signal" }', "an indicator; output where it has several"],
      ...Object.entries(arithmeticWords).map(([name, words]) => [
        `{ "${name}": [a, b] }`,
        `the first value ${words} the second`,
      ]),
    ]}
  />
);

export const ConditionTable = () => (
  <Listed
    label="Conditions"
    head={["Condition", "Is true when"]}
    rows={[
      ...Object.entries(comparisonWords).map(([name, words]) => [
        `{ "${name}": [a, b] }`,
        `the first value ${words} the second`,
      ]),
      ...Object.entries(groupWords).map(([name, words]) => [
        name === "not" ? '{ "not": condition }' : `{ "${name}": [conditions] }`,
        `${words.toLowerCase()} ${name === "not" ? "the condition is true" : "are true"}`,
      ]),
    ]}
  />
);
