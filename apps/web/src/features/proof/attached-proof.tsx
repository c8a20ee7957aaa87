import type { AttachedFigures } from "@boltz/contract";
import { Table, Text } from "@mantine/core";
import { useMemo } from "react";
import { CopyLine } from "../../components/copy-line.tsx";
import { placed } from "../../components/places.ts";
import { WideTable } from "../../components/wide-table.tsx";
import { formatCount } from "../../format/numbers.ts";
import { attachedPoints, deepestFall } from "./chart-points.ts";
import { EquityChart } from "./equity-chart.tsx";
import { formatBarDay, formatGain, formatPercent, formatRatio, formatValue } from "./figure-format.ts";
import classes from "./proof.module.css";
import { ProofPart } from "./proof-part.tsx";

/** What the author's own files say, recomputed from their trades, and never in the colours of a record. */
export function AttachedProof({ attached }: { attached: AttachedFigures }) {
  const points = useMemo(() => attachedPoints(attached), [attached]);
  return (
    <>
      <ProofPart title="What the author's file shows" id="attached-equity">
        <EquityChart
          points={points}
          title="Equity as the author's file tells it"
          summary={`As ${attached.engine} reported it to the author, from ${formatBarDay(attached.from)} to ${formatBarDay(attached.to)}. The account begins at 100. ${deepestFall(points)}`}
        />
      </ProofPart>
      <ProofPart title="Figures, recomputed from its trades" id="attached-figures">
        <AttachedList attached={attached} />
      </ProofPart>
      {attached.disagreements.length === 0 ? null : (
        <ProofPart title="Where the file contradicts itself" id="attached-disagreements">
          <Disagreements attached={attached} />
        </ProofPart>
      )}
      <ProofPart title="Files" id="attached-files">
        <ul className={classes["files"]}>
          {attached.files.map(({ name, bytes, sha256 }) => (
            <li key={sha256}>
              <strong>{name}</strong>, {formatCount(bytes)} bytes
              <CopyLine text={sha256} what={`hash of ${name}`} />
            </li>
          ))}
        </ul>
      </ProofPart>
    </>
  );
}

function AttachedList({ attached }: { attached: AttachedFigures }) {
  const lines = [
    ["Total return", formatGain(attached.totalReturn)],
    ["Deepest drawdown", formatPercent(attached.maxDrawdown)],
    ["Closed trades", formatCount(attached.trades)],
    ["Won", formatPercent(attached.winRate)],
    ["Profit factor", formatRatio(attached.profitFactor)],
    ["Mean trade", formatGain(attached.expectancy)],
  ] as const;
  return (
    <dl className={`${classes["attached"]} num`}>
      {lines.map(([label, text]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

const Disagreements = ({ attached }: { attached: AttachedFigures }) => (
  <>
    <Text size="sm" mb="sm" className={classes["sentence"] ?? ""}>
      These figures of the file do not follow from its own trades.
    </Text>
    <WideTable label="Figures that the trades do not bear out" minWidth={380}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Figure</Table.Th>
          <Table.Th scope="col">As claimed</Table.Th>
          <Table.Th scope="col">From its trades</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {placed(attached.disagreements).map(({ place, entry: { figure, claimed, recomputed } }) => (
          <Table.Tr key={place}>
            <Table.Th scope="row">{figure}</Table.Th>
            <Table.Td>{formatValue(claimed)}</Table.Td>
            <Table.Td>{formatValue(recomputed)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  </>
);
