import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { isRecord } from "../is-record.ts";
import { ConditionFields } from "./condition-fields.tsx";
import { DistanceFields } from "./distance-fields.tsx";
import { KnobField, Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { usePart } from "./form-context.ts";
import { LeftOver, Unreadable } from "./left-over.tsx";

const known = ["entry", "exit", "stop", "target", "trailingStop", "maxBars"];
const twentyBarsAgo = [{ price: "close" }, { price: "close", ago: 20 }];
const fresh = (side: "long" | "short") =>
  side === "long"
    ? { entry: { gt: twentyBarsAgo }, exit: { lt: twentyBarsAgo } }
    : { entry: { lt: twentyBarsAgo }, exit: { gt: twentyBarsAgo } };

/** When a side enters and how it leaves again. */
export function SideFields({ side }: { side: "long" | "short" }) {
  const { value, error, set, remove, where } = usePart([side]);
  if (value === undefined)
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} />}
        onClick={() => set(fresh(side))}
      >
        Trade {side}
      </Button>
    );
  if (!isRecord(value)) return <Unreadable path={[side]} what={`${side} side`} replacement={fresh(side)} />;
  return (
    <div className={classes["side"]} data-path={where}>
      <Wrong message={error} />
      <h5>Enter when</h5>
      <ConditionFields path={[side, "entry"]} label={`Entry ${side}`} />
      <Exit side={side} />
      <div className={classes["columns"]}>
        <DistanceFields path={[side, "stop"]} label="Stop" />
        <DistanceFields path={[side, "target"]} label="Target" />
        <DistanceFields path={[side, "trailingStop"]} label="Trailing stop" />
        <KnobField path={[side, "maxBars"]} label="Leave after bars, at the latest" isOptional />
      </div>
      <LeftOver path={[side]} known={known} />
      <Button size="compact-sm" variant="subtle" color="red" onClick={remove}>
        Trade {side} no more
      </Button>
    </div>
  );
}

function Exit({ side }: { side: "long" | "short" }) {
  const { value, set, remove } = usePart([side, "exit"]);
  if (value === undefined)
    return (
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          onClick={() => set(fresh(side).exit)}
        >
          Add a rule to leave {side}
        </Button>
      </div>
    );
  return (
    <>
      <h5>Leave when</h5>
      <ConditionFields path={[side, "exit"]} label={`Exit ${side}`} onRemove={remove} />
    </>
  );
}
