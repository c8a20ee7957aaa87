import type { ChartSpan, Currency } from "@boltz/contract";
import { Button, Table, VisuallyHidden } from "@mantine/core";
import { useState } from "react";
import { WideTable } from "../../components/wide-table.tsx";
import { formatCalendarDay } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { formatCount } from "../../format/numbers.ts";
import type { EarningsStep } from "./earnings-series.ts";

const steps: Record<ChartSpan, { heading: string; format: Intl.DateTimeFormatOptions }> = {
  day: { heading: "Day (UTC)", format: { dateStyle: "medium" } },
  week: { heading: "Week from (UTC)", format: { dateStyle: "medium" } },
  month: { heading: "Month (UTC)", format: { month: "long", year: "numeric" } },
};

interface EarningsTableProps {
  series: EarningsStep[];
  currency: Currency;
  span: ChartSpan;
}

/** The chart in figures: always there for screen readers, shown to everybody on demand. */
export function EarningsTable({ series, currency, span }: EarningsTableProps) {
  const [open, setOpen] = useState(false);
  const show = (amountMinor: string) => formatMoney({ amountMinor, currency });
  const rows = (
    <>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{steps[span].heading}</Table.Th>
          <Table.Th ta="right">Sales</Table.Th>
          <Table.Th ta="right">Earned</Table.Th>
          <Table.Th ta="right">Refunded to buyers</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {series.map(({ start, sales, earnedMinor, refundedMinor }) => (
          <Table.Tr key={start}>
            <Table.Td>{formatCalendarDay(start, steps[span].format)}</Table.Td>
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
