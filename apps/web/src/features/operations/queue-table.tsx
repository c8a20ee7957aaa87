import "@mantine/core/styles/Table.layer.css";
import type { Health } from "@boltz/contract";
import { Table } from "@mantine/core";
import { WideTable } from "../../components/wide-table.tsx";
import { formatCount } from "../../format/numbers.ts";
import { secondsInWords } from "./seconds-in-words.ts";

/** What waits and what runs, by queue. */
export function QueueTable({ queues }: { queues: Health["queues"] }) {
  return (
    <WideTable label="Queues" minWidth={560}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Queue</Table.Th>
          <Table.Th ta="right">Waiting</Table.Th>
          <Table.Th ta="right">Running</Table.Th>
          <Table.Th ta="right">Failed</Table.Th>
          <Table.Th ta="right">Oldest waits</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {queues.map(({ name, queued, active, failed, oldestSeconds }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td ta="right">{formatCount(queued)}</Table.Td>
            <Table.Td ta="right">{formatCount(active)}</Table.Td>
            <Table.Td ta="right">{formatCount(failed)}</Table.Td>
            <Table.Td ta="right">{oldestSeconds === null ? "–" : secondsInWords(oldestSeconds)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
