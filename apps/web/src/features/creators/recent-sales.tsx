import type { CreatorDashboard } from "@boltz/contract";
import { Text } from "@mantine/core";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import classes from "./creators.module.css";

/** The latest sales: what the buyer paid and what the creator earned of it. */
export function RecentSales({ sales }: { sales: CreatorDashboard["sales"] }) {
  if (sales.length === 0) return <Text c="dimmed">No sales yet.</Text>;
  return (
    <ol className={`${classes["sales"]} num`}>
      {sales.map((sale) => (
        <li key={sale.purchaseId}>
          <strong>{sale.listingTitle}</strong>
          <strong>+{formatMoney(sale.earned)}</strong>
          <span>{formatMoment(sale.at)}</span>
          <span>of {formatMoney(sale.price)}</span>
        </li>
      ))}
    </ol>
  );
}
