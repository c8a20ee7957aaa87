import type { PayoutStatement } from "@boltz/contract";
import { Alert, Table } from "@mantine/core";
import { placed } from "../../components/places.ts";
import { EmptyPanel } from "../../components/states.tsx";
import { WideTable } from "../../components/wide-table.tsx";
import { formatSigned } from "../../format/amounts.ts";
import { formatDay } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";
import { shortId } from "../../format/short-id.ts";
import { statementWords } from "./payout-words.ts";
import classes from "./statement.module.css";
import { checkedTotal } from "./statement-lines.ts";

/** Line by line what went into a payout, and their sum. */
export function StatementTable({ statement }: { statement: PayoutStatement }) {
  const { lines, payout } = statement;
  const { currency } = payout.amount;
  const { total, isExact } = checkedTotal(statement);
  if (lines.length === 0) return <EmptyPanel title="This payout has no entries" />;
  return (
    <>
      {isExact ? null : (
        <Alert color="red" title="These lines do not add up to the payout" mb="md" role="alert">
          They sum to {formatMoney(total)} and the payout is {formatMoney(payout.amount)}. Write to support
          and quote {payout.id}.
        </Alert>
      )}
      <WideTable label="Lines of the statement" minWidth={620}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Date</Table.Th>
            <Table.Th>What</Table.Th>
            <Table.Th>Strategy</Table.Th>
            <Table.Th>Reference</Table.Th>
            <Table.Th className={classes["amount"] ?? ""}>Amount</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {placed(lines).map(({ entry, place }) => (
            <Table.Tr key={place}>
              <Table.Td className={classes["date"] ?? ""}>{formatDay(entry.at)}</Table.Td>
              <Table.Td>{statementWords[entry.kind]}</Table.Td>
              <Table.Td className={classes["title"] ?? ""}>{entry.title || "–"}</Table.Td>
              <Table.Td>
                <code className={classes["reference"]} title={entry.reference} data-print-hidden>
                  {shortId(entry.reference)}
                </code>
                <code className={classes["reference"]} data-print-only>
                  {entry.reference}
                </code>
              </Table.Td>
              <Table.Td className={classes["amount"] ?? ""}>
                {formatSigned({ amountMinor: entry.amountMinor, currency })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th colSpan={4} scope="row">
              Total of {plural(lines.length, "line")}
            </Table.Th>
            <Table.Td className={classes["total"] ?? ""}>{formatMoney(total)}</Table.Td>
          </Table.Tr>
        </Table.Tfoot>
      </WideTable>
      <p className={classes["note"]}>
        Sales count once their hold ended, after our fee. Dates are in your time zone.
      </p>
    </>
  );
}
