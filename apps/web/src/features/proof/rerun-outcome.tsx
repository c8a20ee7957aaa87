import type { Rerun } from "@boltz/backtest";
import type { ReceiptPayload } from "@boltz/contract";
import { IconCheck, IconX } from "@tabler/icons-react";
import { placed } from "../../components/places.ts";
import classes from "./rerun.module.css";

interface RerunOutcomeProps {
  outcome: Rerun;
  payload: ReceiptPayload;
}

/** Both hashes beside each other, and the verdict. */
export function RerunOutcomeView({ outcome, payload }: RerunOutcomeProps) {
  const rows = [
    { title: "Document", here: outcome.specHash, signed: payload.specHash },
    ...payload.bars.map(({ symbol, sha256 }) => ({
      title: `Bars of ${symbol}`,
      here: outcome.barsHashes.find((bars) => bars.symbol === symbol)?.sha256 ?? null,
      signed: sha256,
    })),
    { title: "Result", here: outcome.resultHash, signed: payload.resultHash },
  ];
  return (
    <div className={classes["outcome"]}>
      <p className={classes["verdict"]} data-agrees={outcome.agrees}>
        {outcome.agrees ? <IconCheck size={20} aria-hidden /> : <IconX size={20} aria-hidden />}
        {outcome.agrees
          ? "They agree: your browser got the same trades and the same equity, to the last byte."
          : "They do not agree."}
      </p>
      {outcome.differences.length === 0 ? null : (
        <ul className={classes["differences"]}>
          {placed(outcome.differences.slice(0, 20)).map(({ place, entry }) => (
            <li key={place}>{entry}</li>
          ))}
        </ul>
      )}
      <table className={classes["hashes"]}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Here</th>
            <th scope="col">Signed</th>
            <th scope="col">Same</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ title, here, signed }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td>
                <code title={here ?? undefined}>{shortHash(here)}</code>
              </td>
              <td>
                <code title={signed}>{shortHash(signed)}</code>
              </td>
              <td>{here === signed ? "Yes" : "No"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const shortHash = (hash: string | null) => (hash === null ? "–" : `${hash.slice(0, 10)}…${hash.slice(-6)}`);
