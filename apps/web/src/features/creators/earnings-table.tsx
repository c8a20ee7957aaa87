import type { Currency } from "@boltz/contract";
import { Button, Table, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { WideTable } from "../../components/wide-table.tsx";
import { formatCalendarDay } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { formatCount } from "../../format/numbers.ts";
import type { EarningsStep } from "./earnings-series.ts";

interface EarningsTableProps {
  series: EarningsStep[];
  currency: Currency;
  step: string;
}

/** The chart in figures: always there for screen readers, shown to everybody on demand. */
export function EarningsTable({ series, currency, step }: EarningsTableProps) {
  const [open, setOpen] = useState(false);
  const show = (amountMinor: string) => formatMoney({ amountMinor, currency });
  const rows = (
    <>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{step} (UTC)</Table.Th>
          <Table.Th ta="right">Sales</Table.Th>
          <Table.Th ta="right">Earned</Table.Th>
          <Table.Th ta="right">Refunded to buyers</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {series.map(({ start, sales, earnedMinor, refundedMinor }) => (
          <Table.Tr key={start}>
            <Table.Td>{formatCalendarDay(start)}</Table.Td>
            <Table.Td ta="right">{formatCount(sales)}</Table.Td>
            <Table.Td ta="right">{show(earnedMinor)}</Table.Td>
            <Table.Td ta="right">{show(refundedMinor)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </>
  );
  return (
    <div>
      <Button variant="subtle" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? "Hide the figures" : "Show the figures"}
      </Button>
      {open ? (
        <WideTable label="Earnings over time" minWidth={460}>
          {rows}
        </WideTable>
      ) : (
        <VisuallyHidden>
          <Table aria-label="Earnings over time">{rows}</Table>
        </VisuallyHidden>
      )}
    </div>
  );
}
