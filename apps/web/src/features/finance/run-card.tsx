import "@mantine/core/styles/Table.layer.css";
import type { ReconciliationRun } from "@boltz/contract";
import { Badge, Loader, Table, Text } from "@mantine/core";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";
import { providerWords } from "../purchases/payment-words.ts";
import classes from "./finance.module.css";

/** One comparison: what of each currency stands in our ledger, what in the provider's book. */
export function RunCard({ run }: { run: ReconciliationRun }) {
  return (
    <article className={classes["run"]} aria-label={`Comparison with ${providerWords[run.provider]}`}>
      <div className={classes["rowHead"]}>
        <h3>{providerWords[run.provider]}</h3>
        <RunBadge run={run} />
      </div>
      <p className={`${classes["rowFacts"]} num`}>
        {formatMoment(run.from)} to {formatMoment(run.to)} · {plural(run.movements, "movement")}
      </p>
      {run.failure === null ? null : (
        <p className={classes["rowFailure"]}>It could not be finished: {run.failure}</p>
      )}
      {run.totals.length === 0 ? (
        <Text size="sm" c="dimmed">
          {run.endedAt === null ? "Reading the book…" : "Nothing moved."}
        </Text>
      ) : (
        <Table className="num" verticalSpacing={6} horizontalSpacing={0}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Currency</Table.Th>
              <Table.Th ta="right">Our ledger</Table.Th>
              <Table.Th ta="right">{providerWords[run.provider]}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {run.totals.map(({ currency, ledgerMinor, providerMinor }) => (
              <Table.Tr key={currency} data-differs={ledgerMinor !== providerMinor || undefined}>
                <Table.Th scope="row">{currency}</Table.Th>
                <Table.Td ta="right">{formatMoney({ amountMinor: ledgerMinor, currency })}</Table.Td>
                <Table.Td ta="right">{formatMoney({ amountMinor: providerMinor, currency })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </article>
  );
}

function RunBadge({ run }: { run: ReconciliationRun }) {
  if (run.failure !== null) return <Badge color="red">Not finished</Badge>;
  if (run.endedAt === null)
    return (
      <Badge color="yellow" leftSection={<Loader size={10} color="yellow" aria-hidden />}>
        Running
      </Badge>
    );
  return run.differences === 0 ? (
    <Badge color="green">The books agree</Badge>
  ) : (
    <Badge color="red">{plural(run.differences, "difference")}</Badge>
  );
}
