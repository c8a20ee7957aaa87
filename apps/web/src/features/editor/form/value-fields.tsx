import { priceFields } from "@boltz/backtest";
import { NativeSelect } from "@mantine/core";
import { isRecord } from "../is-record.ts";
import type { JsonPath } from "../json-tree.ts";
import { arithmeticWords, choiceOf, chosen, outputsOf, valueShape } from "../rule-shapes.ts";
import { NumberField, optionsOf, Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { usePart, useStrategyForm, valueAt } from "./form-context.ts";
import { Unreadable } from "./left-over.tsx";

interface ValueFieldsProps {
  path: JsonPath;
  /** Which value of which condition this is, for who cannot see where it stands. */
  label: string;
}

/** One value of a comparison: a price, an indicator, a parameter, a number, or a calculation with two of them. */
export function ValueFields({ path, label }: ValueFieldsProps) {
  const { document } = useStrategyForm();
  const { value, error, where, set } = usePart(path);
  const inner = [
    usePart([...path, "indicator"]).error,
    usePart([...path, "output"]).error,
    usePart([...path, "param"]).error,
    usePart([...path, "price"]).error,
  ];
  const shape = valueShape(value);
  if (shape.kind === "unknown")
    return <Unreadable path={path} what="value" replacement={{ price: "close" }} />;
  const choice = choiceOf(shape);
  return (
    <div className={classes["value"]} data-calculated={shape.kind === "arithmetic" || undefined}>
      <NativeSelect
        size="sm"
        aria-label={label}
        data-path={where}
        data={withChoice(choices(document), choice)}
        value={choice}
        error={shape.kind === "number" ? undefined : error}
        onChange={(event) => set(chosen(event.currentTarget.value, value))}
      />
      {shape.kind === "number" ? <NumberField path={path} label={`${label}, the number`} isQuiet /> : null}
      {shape.kind === "price" || shape.kind === "indicator" ? <Ago path={path} label={label} /> : null}
      {shape.kind === "arithmetic" ? (
        <Calculation path={path} operator={shape.operator} sides={shape.sides} label={label} />
      ) : null}
      {inner.map((message) => (message === undefined ? null : <Wrong key={message} message={message} />))}
    </div>
  );
}

const Ago = ({ path, label }: ValueFieldsProps) => (
  <div className={classes["ago"]}>
    <NumberField path={[...path, "ago"]} label={`${label}, bars ago`} isQuiet isOptional />
    <span aria-hidden>bars ago</span>
  </div>
);

interface CalculationProps extends ValueFieldsProps {
  operator: keyof typeof arithmeticWords;
  sides: readonly [unknown, unknown];
}

function Calculation({ path, operator, sides, label }: CalculationProps) {
  const { set } = usePart(path);
  const wrong = usePart([...path, operator]).error;
  return (
    <div className={classes["calculation"]}>
      <ValueFields path={[...path, operator, 0]} label={`${label}, first part`} />
      <NativeSelect
        size="sm"
        aria-label={`${label}, calculation`}
        data={optionsOf(arithmeticWords)}
        value={operator}
        error={wrong}
        onChange={(event) => set({ [event.currentTarget.value]: sides })}
      />
      <ValueFields path={[...path, operator, 1]} label={`${label}, second part`} />
    </div>
  );
}

interface Choices {
  group: string;
  items: { value: string; label: string }[];
}

function choices(document: unknown): Choices[] {
  const params = valueAt(document, ["params"]);
  return [
    { group: "Price", items: priceFields.map((field) => ({ value: `price ${field}`, label: field })) },
    {
      group: "Indicator",
      items: outputsOf(document).map(({ name, output }) => ({
        value: output === null ? `indicator ${name}` : `indicator ${name} ${output}`,
        label: output === null ? name : `${name}: ${output}`,
      })),
    },
    {
      group: "Parameter",
      items: Object.keys(isRecord(params) ? params : {}).map((name) => ({
        value: `param ${name}`,
        label: name,
      })),
    },
    {
      group: "Other",
      items: [
        { value: "number", label: "a number" },
        { value: "arithmetic", label: "a calculation" },
      ],
    },
  ].filter(({ items }) => items.length > 0);
}

/** What is chosen stays among the choices also where nothing of that name exists. */
function withChoice(groups: Choices[], choice: string): Choices[] {
  if (groups.some(({ items }) => items.some(({ value }) => value === choice))) return groups;
  const label = `${choice.split(" ").slice(1).join(": ")} (unknown)`;
  return [{ group: "Written", items: [{ value: choice, label }] }, ...groups];
}
