import { NativeSelect } from "@mantine/core";
import { isRecord } from "../is-record.ts";
import type { JsonPath } from "../json-tree.ts";
import { KnobField } from "./fields.tsx";
import classes from "./form.module.css";
import { usePart } from "./form-context.ts";
import { LeftOver, Unreadable } from "./left-over.tsx";

const kinds = [
  { value: "none", label: "none" },
  { value: "percent", label: "a percentage" },
  { value: "atr", label: "a multiple of the average true range" },
];
const first = { percent: { percent: 5 }, atr: { atr: 2, length: 14 } };

const kindOf = (value: unknown) => {
  if (value === undefined) return "none";
  if (!isRecord(value)) return null;
  return "atr" in value || "length" in value ? "atr" : "percent" in value ? "percent" : null;
};

/** How far away a stop or a target stands, if there is one. */
export function DistanceFields({ path, label }: { path: JsonPath; label: string }) {
  const { value, error, where, set, remove } = usePart(path);
  const kind = kindOf(value);
  const choose = (next: string) => (next === "percent" || next === "atr" ? set(first[next]) : remove());
  return (
    <div className={classes["distance"]}>
      <NativeSelect
        size="sm"
        label={label}
        data-path={where}
        data={kind === null ? [{ value: "", label: "as written" }, ...kinds] : kinds}
        value={kind ?? ""}
        error={error}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {kind === "percent" ? <KnobField path={[...path, "percent"]} label="Percent" /> : null}
      {kind === "atr" ? (
        <>
          <KnobField path={[...path, "atr"]} label="Multiple" />
          <KnobField path={[...path, "length"]} label="Over bars" />
        </>
      ) : null}
      {kind === null ? (
        <Unreadable path={path} what="distance" replacement={first.percent} />
      ) : (
        <LeftOver path={path} known={kind === "atr" ? ["atr", "length"] : ["percent"]} />
      )}
    </div>
  );
}
