import type { CreatorDashboard, PurchaseStatus } from "@boltz/contract";
import { Badge, Table, Text } from "@mantine/core";
import { WideTable } from "../../components/wide-table.tsx";
import { isZero } from "../../format/amounts.ts";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney, formatPrice } from "../../format/money.ts";
import classes from "./desk-tables.module.css";

type Sale = CreatorDashboard["sales"][number];

interface Words {
  label: string;
  colour: string;
}

const words: Record<PurchaseStatus, Words> = {
  pending: { label: "Not paid yet", colour: "gray" },
  completed: { label: "Paid", colour: "green" },
  failed: { label: "Not paid", colour: "gray" },
  expired: { label: "Expired", colour: "gray" },
  refunded: { label: "Refunded", colour: "red" },
  charged_back: { label: "Charged back", colour: "red" },
  quarantined: { label: "Being checked", colour: "yellow" },
};

const wordsOf = ({ status, refunded, price }: Sale): Words => {
  if (status !== "completed") return words[status];
  if (isZero(price.amountMinor)) return { label: "Given away", colour: "gray" };
  if (isZero(refunded.amountMinor)) return words.completed;
  // A refund of everything ends the sale; where it still counts as one, a bank holds the money back.
  return BigInt(refunded.amountMinor) < BigInt(price.amountMinor)
    ? { label: "Partly refunded", colour: "yellow" }
    : { label: "Disputed", colour: "yellow" };
};

/** The latest sales: what the buyer paid, our fee, what was earned, and what went back. */
export function RecentSales({ sales }: { sales: CreatorDashboard["sales"] }) {
  if (sales.length === 0) return <Text c="dimmed">No sales yet.</Text>;
  return (
    <WideTable label="The latest sales, one by one" minWidth={780}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Strategy</Table.Th>
          <Table.Th ta="right">Price paid</Table.Th>
          <Table.Th ta="right">Fee</Table.Th>
          <Table.Th ta="right">Earned</Table.Th>
          <Table.Th ta="right">Refunded</Table.Th>
          <Table.Th>Status</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sales.map((sale) => (
          <Table.Tr key={sale.purchaseId}>
            <Table.Th scope="row" className={classes["name"] ?? ""}>
              {sale.listingTitle}
              <div className={classes["quiet"]}>{formatMoment(sale.at)}</div>
            </Table.Th>
            <Table.Td className={classes["money"] ?? ""}>{formatPrice(sale.price)}</Table.Td>
            <Table.Td className={classes["money"] ?? ""}>{formatMoney(sale.fee)}</Table.Td>
            <Table.Td className={classes["money"] ?? ""} data-strong>
              {formatMoney(sale.earned)}
            </Table.Td>
            <Table.Td className={classes["money"] ?? ""}>
              {isZero(sale.refunded.amountMinor) ? "–" : formatMoney(sale.refunded)}
            </Table.Td>
            <Table.Td>
              <Badge color={wordsOf(sale).colour}>{wordsOf(sale).label}</Badge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}
