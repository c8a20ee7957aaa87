import "@mantine/core/styles/Table.layer.css";
import type { CreatorDashboard } from "@boltz/contract";
import { Table, Text } from "@mantine/core";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";

/** The latest sales: what the buyer paid and what the creator earned of it. */
export function RecentSales({ sales }: { sales: CreatorDashboard["sales"] }) {
  if (sales.length === 0) return <Text c="dimmed">No sales yet.</Text>;
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table className="num" verticalSpacing="sm" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Strategy</Table.Th>
            <Table.Th>When</Table.Th>
            <Table.Th ta="right">Price</Table.Th>
            <Table.Th ta="right">You earned</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sales.map((sale) => (
            <Table.Tr key={sale.purchaseId}>
              <Table.Td>{sale.listingTitle}</Table.Td>
              <Table.Td>{formatMoment(sale.at)}</Table.Td>
              <Table.Td ta="right">{formatMoney(sale.price)}</Table.Td>
              <Table.Td ta="right" fw={600}>
                {formatMoney(sale.earned)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
