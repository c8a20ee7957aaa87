import { ActionIcon, Button } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { placed } from "../../../components/places.ts";
import { isRecord } from "../is-record.ts";
import { setAt } from "../json-edit.ts";
import { freeName } from "../rename.ts";
import { NumberField, Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { usePart, useStrategyForm } from "./form-context.ts";
import { LeftOver, Unreadable } from "./left-over.tsx";
import { NameField } from "./name-field.tsx";

const numbers = ["default", "min", "max", "step"] as const;

/** Numbers with names, which may be turned. */
export function ParamFields() {
  const { document, edit } = useStrategyForm();
  const params = usePart(["params"]);
  if (params.value !== undefined && !isRecord(params.value))
    return <Unreadable path={["params"]} what="list of parameters" replacement={{}} />;
  const add = () =>
    edit((text) =>
      setAt(text, ["params", freeName(document, "param")], { default: 10, min: 5, max: 20, step: 1 }),
    );
  return (
    <>
      <Wrong message={params.error} />
      {placed(Object.keys(params.value ?? {})).map(({ entry: name, place }) => (
        <ParamRow key={place} name={name} />
      ))}
      <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} />} onClick={add}>
        Add a parameter
      </Button>
    </>
  );
}

function ParamRow({ name }: { name: string }) {
  const path = ["params", name];
  const { value, remove } = usePart(path);
  return (
    <fieldset className={classes["named"]}>
      <legend>Parameter {name}</legend>
      <div className={classes["param"]}>
        <NameField part="params" name={name} />
        {numbers.map((field) => (
          <NumberField key={field} path={[...path, field]} label={field} />
        ))}
        <ActionIcon size="lg" onClick={remove} aria-label={`Remove the parameter ${name}`}>
          <IconTrash size={17} stroke={1.6} />
        </ActionIcon>
      </div>
      {isRecord(value) ? (
        <LeftOver path={path} known={numbers} />
      ) : (
        <Unreadable path={path} what="parameter" replacement={{ default: 10, min: 5, max: 20, step: 1 }} />
      )}
    </fieldset>
  );
}
