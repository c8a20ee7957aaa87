import type { CreatorDashboard } from "@boltz/contract";
import { Table, Text } from "@mantine/core";
import { WideTable } from "../../components/wide-table.tsx";
import { formatMoney } from "../../format/money.ts";
import { formatCount, formatShare } from "../../format/numbers.ts";
import classes from "./desk-tables.module.css";

/** From a look at the page to the money, listing by listing. */
export function ListingFigures({ figures }: { figures: CreatorDashboard["figures"] }) {
  if (figures.length === 0)
    return <Text c="dimmed">Your listings appear here with their visits and sales.</Text>;
  return (
    <WideTable label="How your listings sell" minWidth={720}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Listing</Table.Th>
          <Table.Th ta="right">Views</Table.Th>
          <Table.Th ta="right">Orders started</Table.Th>
          <Table.Th ta="right">Paid</Table.Th>
          <Table.Th ta="right">Refunded</Table.Th>
          <Table.Th ta="right">Earned</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {figures.map(({ listingId, title, views, started, paid, refunded, earned }) => (
          <Table.Tr key={listingId}>
            <Table.Th scope="row" className={classes["name"] ?? ""}>
              {title}
            </Table.Th>
            <Table.Td ta="right">{formatCount(views)}</Table.Td>
            <Step count={started} share={formatShare(started, views)} of="of views" />
            <Step count={paid} share={formatShare(paid, started)} of="of orders" />
            <Step count={refunded} share={formatShare(refunded, paid)} of="of paid" />
            <Table.Td className={classes["money"] ?? ""}>
              {earned.length === 0
                ? "–"
                : earned.map((money) => <div key={money.currency}>{formatMoney(money)}</div>)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

const Step = ({ count, share, of }: { count: number; share: string; of: string }) => (
  <Table.Td ta="right">
    {formatCount(count)}
    <div className={classes["share"]}>{share === "–" ? share : `${share} ${of}`}</div>
  </Table.Td>
);
