import { Table, Text } from "@mantine/core";
import { WideTable } from "../../components/wide-table.tsx";
import { type ChartPoint, tablePoints } from "./chart-points.ts";
import { formatBarDay, formatPercent, formatRatio } from "./figure-format.ts";
import { SegmentMark } from "./segment-mark.tsx";

const mostRows = 60;

/** The chart's values as a table; of a long record every so-manieth. */
export function EquityTable({ points }: { points: readonly ChartPoint[] }) {
  const rows = tablePoints(points, mostRows);
  const hasSegments = points.some(({ segment }) => segment !== null);
  const hasBenchmark = points.some(({ benchmark }) => benchmark !== null);
  return (
    <div>
      <WideTable label="Values of the chart" minWidth={hasSegments ? 560 : 320}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Day</Table.Th>
            {hasSegments ? <Table.Th scope="col">Part</Table.Th> : null}
            <Table.Th scope="col">Strategy</Table.Th>
            {hasBenchmark ? <Table.Th scope="col">Buy and hold</Table.Th> : null}
            <Table.Th scope="col">Below its peak</Table.Th>
            {hasBenchmark ? <Table.Th scope="col">Rolling Sharpe</Table.Th> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ at, segment, equity, benchmark, underwater, rollingSharpe }) => (
            <Table.Tr key={at}>
              <Table.Th scope="row">{formatBarDay(at)}</Table.Th>
              {hasSegments ? (
                <Table.Td>{segment === null ? null : <SegmentMark segment={segment} />}</Table.Td>
              ) : null}
              <Table.Td>{formatRatio(equity)}</Table.Td>
              {hasBenchmark ? <Table.Td>{formatRatio(benchmark)}</Table.Td> : null}
              <Table.Td>{formatPercent(underwater === null ? null : Math.abs(underwater))}</Table.Td>
              {hasBenchmark ? <Table.Td>{formatRatio(rollingSharpe)}</Table.Td> : null}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {rows.length < points.length ? (
        <Text size="xs" c="dimmed" mt={6}>
          {`${rows.length} of the chart's ${points.length} points.`}
        </Text>
      ) : null}
    </div>
  );
}
