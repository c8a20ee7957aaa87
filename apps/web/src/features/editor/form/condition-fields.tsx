import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { placed } from "../../../components/places.ts";
import type { JsonPath } from "../json-tree.ts";
import { comparisonWords, conditionShape, groupWords, newCondition } from "../rule-shapes.ts";
import { optionsOf, Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { usePart } from "./form-context.ts";
import { Unreadable } from "./left-over.tsx";
import { ValueFields } from "./value-fields.tsx";

interface ConditionFieldsProps {
  path: JsonPath;
  /** Which condition this is, for who cannot see where it stands. */
  label: string;
  /** Takes it out of its group; without it, it is the whole rule. */
  onRemove?: (() => void) | undefined;
}

/** A condition: a comparison of two values, or a group of conditions. */
export function ConditionFields(props: ConditionFieldsProps) {
  const { path, label } = props;
  const { value, error, where } = usePart(path);
  const shape = conditionShape(value);
  if (shape.kind === "unknown")
    return <Unreadable path={path} what="condition" replacement={newCondition()} />;
  return (
    <fieldset aria-label={label} className={classes["condition"]} data-kind={shape.kind} data-path={where}>
      {shape.kind === "comparison" ? (
        <Comparison {...props} operator={shape.operator} sides={shape.sides} />
      ) : (
        <Group {...props} operator={shape.operator} parts={shape.parts} />
      )}
      <Wrong message={error} />
    </fieldset>
  );
}

interface ComparisonProps extends ConditionFieldsProps {
  operator: keyof typeof comparisonWords;
  sides: readonly [unknown, unknown];
}

function Comparison({ path, label, onRemove, operator, sides }: ComparisonProps) {
  const { value, set } = usePart(path);
  const wrong = usePart([...path, operator]).error;
  return (
    <>
      <div className={classes["comparison"]}>
        <ValueFields path={[...path, operator, 0]} label={`${label}, left`} />
        <NativeSelect
          size="sm"
          aria-label={`${label}, comparison`}
          data={optionsOf(comparisonWords)}
          value={operator}
          error={wrong}
          onChange={(event) => set({ [event.currentTarget.value]: sides })}
        />
        <ValueFields path={[...path, operator, 1]} label={`${label}, right`} />
      </div>
      <div className={classes["conditionActions"]}>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`${label}: group it with another`}
          onClick={() => set({ all: [value, newCondition()] })}
        >
          Group it
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`${label}: turn it round with not`}
          onClick={() => set({ not: value })}
        >
          Not
        </Button>
        <Remove label={label} onRemove={onRemove} />
      </div>
    </>
  );
}

interface GroupProps extends ConditionFieldsProps {
  operator: keyof typeof groupWords;
  parts: readonly unknown[];
}

function Group({ path, label, onRemove, operator, parts }: GroupProps) {
  const { set } = usePart(path);
  const isNot = operator === "not";
  const wrong = usePart([...path, operator]).error;
  const as = (next: string) =>
    set(
      next === "not" ? { not: isNot || parts.length !== 1 ? { all: parts } : parts[0] } : { [next]: parts },
    );
  const without = (place: number) =>
    set(parts.length === 2 ? parts[1 - place] : { [operator]: parts.filter((_, other) => other !== place) });
  return (
    <>
      <div className={classes["groupHead"]}>
        <NativeSelect
          size="sm"
          aria-label={`${label}, how its parts are joined`}
          data={optionsOf(groupWords)}
          value={operator}
          error={wrong}
          onChange={(event) => as(event.currentTarget.value)}
        />
        {parts.length === 1 ? (
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`${label}: ungroup`}
            onClick={() => set(parts[0])}
          >
            Ungroup
          </Button>
        ) : null}
        <Remove label={label} onRemove={onRemove} />
      </div>
      <ol className={classes["parts"]}>
        {placed(parts).map(({ place }) => (
          <li key={place}>
            <ConditionFields
              path={isNot ? [...path, operator] : [...path, operator, place]}
              label={`${label}, ${isNot ? "inside" : `part ${place + 1}`}`}
              onRemove={!isNot && parts.length > 1 ? () => without(place) : undefined}
            />
          </li>
        ))}
      </ol>
      {isNot ? null : (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          aria-label={`${label}: add a condition`}
          onClick={() => set({ [operator]: [...parts, newCondition()] })}
        >
          Add a condition
        </Button>
      )}
    </>
  );
}

const Remove = ({ label, onRemove }: Pick<ConditionFieldsProps, "label" | "onRemove">) =>
  onRemove ? (
    <ActionIcon onClick={onRemove} aria-label={`${label}: remove it`}>
      <IconTrash size={16} stroke={1.6} />
    </ActionIcon>
  ) : null;
