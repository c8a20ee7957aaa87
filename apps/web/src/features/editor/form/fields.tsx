import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { JsonPath } from "../json-tree.ts";
import { knobTyped, numberTyped, typedText } from "../typed-values.ts";
import classes from "./form.module.css";
import { usePart, useStrategyForm } from "./form-context.ts";

interface FieldProps {
  path: JsonPath;
  label: string;
  description?: string;
  /** The label is said but not shown, where the place says it. */
  isQuiet?: boolean;
}

const labelled = ({ label, isQuiet, description }: Omit<FieldProps, "path">) => ({
  size: "sm",
  ...(isQuiet ? { "aria-label": label } : { label }),
  ...(description === undefined ? {} : { description }),
});

export function TextField({ path, ...words }: FieldProps) {
  const { value, error, where, set } = usePart(path);
  return (
    <TextInput
      {...labelled(words)}
      data-path={where}
      value={typedText(value)}
      error={error}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

interface TypedProps extends FieldProps {
  read: (text: string) => unknown;
  /** An empty field takes the member out of the document. */
  isOptional?: boolean;
  list?: string;
}

/** A field whose text means a number; it shows what was typed for as long as that means what the document holds. */
function TypedField({ path, read, isOptional = false, list, ...words }: TypedProps) {
  const { value, error, where, set, remove } = usePart(path);
  const [typed, setTyped] = useState("");
  const isSame = JSON.stringify(read(typed)) === JSON.stringify(value);
  return (
    <TextInput
      {...labelled(words)}
      data-path={where}
      list={list}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      value={isSame ? typed : typedText(value)}
      error={error}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        if (isOptional && text.trim() === "") remove();
        else set(read(text));
      }}
    />
  );
}

export const NumberField = (props: FieldProps & { isOptional?: boolean }) => (
  <TypedField {...props} read={numberTyped} />
);

/** A number, or the name of the parameter that supplies it. */
export function KnobField(props: FieldProps & { isOptional?: boolean }) {
  const { paramsId } = useStrategyForm();
  const below = usePart([...props.path, "param"]);
  return (
    <div>
      <TypedField {...props} read={knobTyped} list={paramsId} />
      <Wrong message={below.error} />
    </div>
  );
}

interface ChoiceProps extends FieldProps {
  options: readonly { value: string; label: string }[];
  onChoose?: (value: string) => void;
}

/** One of the language's own words; a word that it does not know stays shown until another one is chosen. */
export function ChoiceField({ path, options, onChoose, ...words }: ChoiceProps) {
  const { value, error, where, set } = usePart(path);
  const shown = typedText(value);
  const isKnown = options.some((option) => option.value === shown);
  return (
    <NativeSelect
      {...labelled(words)}
      data-path={where}
      data={[
        ...(isKnown ? [] : [{ value: shown, label: shown === "" ? "Choose" : `${shown} (unknown)` }]),
        ...options,
      ]}
      value={shown}
      error={error}
      onChange={(event) => (onChoose ?? set)(event.currentTarget.value)}
    />
  );
}

/** What is wrong with a part that has no field of its own. */
export const Wrong = ({ message }: { message: string | undefined }) =>
  message === undefined ? null : <p className={classes["wrong"]}>{message}</p>;

export const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
