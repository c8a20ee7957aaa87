import "@mantine/core/styles/Table.layer.css";
import type { Health } from "@boltz/contract";
import { Badge, Table } from "@mantine/core";
import { WideTable } from "../../components/wide-table.tsx";
import { formatAgo } from "../../format/dates.ts";

type Sweep = Health["sweeps"][number];

/** The jobs that come by themselves: when each came last, and how it went. */
export function SweepTable({ sweeps }: { sweeps: readonly Sweep[] }) {
  return (
    <WideTable label="Scheduled jobs" minWidth={640}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Job</Table.Th>
          <Table.Th>Schedule (UTC)</Table.Th>
          <Table.Th>Last run</Table.Th>
          <Table.Th>State</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sweeps.map((sweep) => (
          <Table.Tr key={sweep.job}>
            <Table.Th scope="row">{sweep.job}</Table.Th>
            <Table.Td>
              <code>{sweep.schedule}</code>
            </Table.Td>
            <Table.Td>{sweep.lastStartedAt === null ? "not yet" : formatAgo(sweep.lastStartedAt)}</Table.Td>
            <Table.Td>
              <SweepState sweep={sweep} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function SweepState({ sweep }: { sweep: Sweep }) {
  if (sweep.lastError !== null) return <Badge color="red">Failed: {sweep.lastError}</Badge>;
  if (sweep.overdue) return <Badge color="red">Overdue</Badge>;
  if (sweep.lastOkAt === null) return <Badge color="gray">Waiting for its time</Badge>;
  return <Badge color="green">Went well</Badge>;
}
