import type { GateCheck } from "@boltz/contract";
import { IconCheck, IconX } from "@tabler/icons-react";
import { placed } from "../../components/places.ts";
import { pathText } from "../editor/check-document.ts";
import type { JsonPath } from "../editor/json-tree.ts";
import classes from "./trials.module.css";

const checkWords: Record<GateCheck["check"], string> = {
  bars: "Enough bars",
  prefix: "No look into the future",
  trades: "Enough trades",
  deadRules: "No dead rule",
  ruin: "The account survives",
  stable: "The same result twice",
};

interface GateListProps {
  gate: readonly GateCheck[];
  /** Leads to the place of an issue in the editor; without it places are only named. */
  onPlace?: ((path: JsonPath) => void) | undefined;
}

/** Each check of the publish gate: passed, or what to mend and where. */
export const GateList = ({ gate, onPlace }: GateListProps) => (
  <ul className={classes["gate"]}>
    {gate.map(({ check, passed, sentence, issues }) => (
      <li key={check} data-passed={passed}>
        {passed ? <IconCheck size={17} aria-label="Passed:" /> : <IconX size={17} aria-label="Not passed:" />}
        <div>
          <strong>{checkWords[check]}</strong>
          <p>{sentence}</p>
          {issues.length > 0 ? (
            <ul className={classes["issues"]}>
              {placed(issues).map(({ entry: { path, message }, place }) => (
                <li key={place}>
                  <Place path={path} onPlace={onPlace} /> {message}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </li>
    ))}
  </ul>
);

function Place({ path, onPlace }: { path: JsonPath; onPlace: GateListProps["onPlace"] }) {
  const where = pathText(path);
  if (where === "") return null;
  return onPlace ? (
    <button
      type="button"
      className={classes["place"]}
      onClick={() => onPlace(path)}
      aria-label={`Mend ${where} in the editor`}
    >
      {where}
    </button>
  ) : (
    <code>{where}</code>
  );
}
