import type { Rerun } from "@boltz/backtest";
import type { ReceiptPayload } from "@boltz/contract";
import { Table } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { placed } from "../../components/places.ts";
import { WideTable } from "../../components/wide-table.tsx";
import { plural } from "../../format/numbers.ts";
import classes from "./rerun.module.css";

/** With more, only those are listed whose bars differ. */
const mostSymbols = 6;

interface RerunOutcomeProps {
  outcome: Rerun;
  payload: ReceiptPayload;
}

/** Both hashes beside each other, and the verdict. */
export function RerunOutcomeView({ outcome, payload }: RerunOutcomeProps) {
  const bars = payload.bars.map(({ symbol, sha256 }) => ({
    title: `Bars of ${symbol}`,
    here: outcome.barsHashes.find((hashed) => hashed.symbol === symbol)?.sha256 ?? null,
    signed: sha256,
  }));
  const rows = [
    { title: "Document", here: outcome.specHash, signed: payload.specHash },
    ...(bars.length > mostSymbols ? bars.filter(({ here, signed }) => here !== signed) : bars),
    { title: "Result", here: outcome.resultHash, signed: payload.resultHash },
  ];
  return (
    <div className={classes["outcome"]}>
      <p className={classes["verdict"]} data-agrees={outcome.agrees}>
        {outcome.agrees ? <IconCheck size={20} aria-hidden /> : <IconX size={20} aria-hidden />}
        {outcome.agrees
          ? "They agree: your browser got the same trades, the same equity and the same figures, to the last digit."
          : "They do not agree."}
      </p>
      {outcome.differences.length === 0 ? null : (
        <ul className={classes["differences"]}>
          {placed(outcome.differences.slice(0, 20)).map(({ place, entry }) => (
            <li key={place}>{entry}</li>
          ))}
        </ul>
      )}
      <WideTable label="Hashes of this run and of the receipt" minWidth={460}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">What</Table.Th>
            <Table.Th scope="col">Here</Table.Th>
            <Table.Th scope="col">Signed</Table.Th>
            <Table.Th scope="col">Same</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ title, here, signed }) => (
            <Table.Tr key={title}>
              <Table.Th scope="row">{title}</Table.Th>
              <Table.Td>
                <code title={here ?? undefined}>{shortHash(here)}</code>
              </Table.Td>
              <Table.Td>
                <code title={signed}>{shortHash(signed)}</code>
              </Table.Td>
              <Table.Td>{here === signed ? "Yes" : "No"}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {bars.length > rows.length - 2 ? (
        <p className={classes["note"]}>
          {`The bars of the other ${plural(bars.length - rows.length + 2, "symbol")} are the same.`}
        </p>
      ) : null}
    </div>
  );
}

const shortHash = (hash: string | null) => (hash === null ? "–" : `${hash.slice(0, 10)}…${hash.slice(-6)}`);
