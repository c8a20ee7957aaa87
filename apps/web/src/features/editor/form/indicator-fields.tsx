import { indicatorKinds, priceFields } from "@boltz/backtest";
import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { placed } from "../../../components/places.ts";
import { isRecord } from "../is-record.ts";
import { setAt } from "../json-edit.ts";
import { asKind, indicatorFields, indicatorNames } from "../language-shape.ts";
import { freeName } from "../rename.ts";
import { ChoiceField, KnobField, Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { usePart, useStrategyForm } from "./form-context.ts";
import { LeftOver, Unreadable } from "./left-over.tsx";
import { NameField } from "./name-field.tsx";

const kinds = indicatorKinds.map((value) => ({ value, label: `${indicatorNames[value]} (${value})` }));
const prices = priceFields.map((value) => ({ value, label: value }));
const fresh = () => asKind({}, "sma");

/** Measurements with names, which the rules read. */
export function IndicatorFields() {
  const { document, edit } = useStrategyForm();
  const indicators = usePart(["indicators"]);
  if (indicators.value !== undefined && !isRecord(indicators.value))
    return <Unreadable path={["indicators"]} what="list of indicators" replacement={{}} />;
  const add = () => edit((text) => setAt(text, ["indicators", freeName(document, "indicator")], fresh()));
  return (
    <>
      <Wrong message={indicators.error} />
      {placed(Object.keys(indicators.value ?? {})).map(({ entry: name, place }) => (
        <Indicator key={place} name={name} />
      ))}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        Add an indicator
      </Button>
    </>
  );
}

function Indicator({ name }: { name: string }) {
  const path = ["indicators", name];
  const { value, set, remove } = usePart(path);
  if (!isRecord(value)) return <Unreadable path={path} what="indicator" replacement={fresh()} />;
  const fields = indicatorFields(value["kind"]);
  return (
    <fieldset className={classes["named"]}>
      <legend>Indicator {name}</legend>
      <div className={classes["param"]}>
        <NameField part="indicators" name={name} />
        <ChoiceField
          path={[...path, "kind"]}
          label="Kind"
          options={kinds}
          onChoose={(kind) => set(asKind(value, kind))}
        />
        {fields.map((field) =>
          field.kind === "price" ? (
            <ChoiceField key={field.name} path={[...path, field.name]} label={field.name} options={prices} />
          ) : (
            <KnobField key={field.name} path={[...path, field.name]} label={field.name} />
          ),
        )}
        <ActionIcon size="lg" onClick={remove} aria-label={`Remove the indicator ${name}`}>
          <IconTrash size={17} stroke={1.6} />
        </ActionIcon>
      </div>
      <LeftOver path={path} known={["kind", ...fields.map((field) => field.name)]} />
    </fieldset>
  );
}
