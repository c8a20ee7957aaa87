import { type Claim, claimSentences, findClaims } from "@boltz/domain";
import { useDeferredValue, useMemo } from "react";
import classes from "./claims-found.module.css";

const around = 42;

/** The promises in a text that a listing may not make, each in its surroundings and with why. */
export function ClaimsFound({ text }: { text: string }) {
  const settled = useDeferredValue(text);
  const claims = useMemo(() => findClaims(settled), [settled]);
  if (claims.length === 0) return null;
  return (
    <ul className={classes["claims"]} aria-label="Promises found">
      {claims.map((claim) => (
        <li key={claim.start}>
          <Excerpt text={settled} claim={claim} />
          <span className={classes["why"]}>{claimSentences[claim.rule]}</span>
        </li>
      ))}
    </ul>
  );
}

function Excerpt({ text, claim: { start, end } }: { text: string; claim: Claim }) {
  const [from, until] = [Math.max(0, start - around), Math.min(text.length, end + around)];
  return (
    <q className={classes["excerpt"]}>
      {from === 0 ? null : "…"}
      {text.slice(from, start)}
      <mark>{text.slice(start, end)}</mark>
      {text.slice(end, until)}
      {until === text.length ? null : "…"}
    </q>
  );
}
