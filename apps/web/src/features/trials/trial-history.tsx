import { Button, Table, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { placed } from "../../components/places.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { WideTable } from "../../components/wide-table.tsx";
import { formatAgo } from "../../format/dates.ts";
import { formatCount, plural } from "../../format/numbers.ts";
import { formatRatio } from "../proof/figure-format.ts";
import classes from "./trials.module.css";

const few = 5;
const most = 200;

/** What the author has run here before, the newest first. */
export function TrialHistory() {
  const [limit, setLimit] = useState(few);
  const trials = useQuery(
    api.strategies.trials.queryOptions({ limit }, { placeholderData: keepPreviousData }),
  );
  if (trials.isPending) return <LoadingLines lines={2} label="Loading your tries" />;
  if (trials.isError)
    return <ErrorPanel error={trials.error} retry={trials.refetch} title="Your tries could not be loaded" />;
  const { items, total } = trials.data;
  if (total === 0)
    return (
      <Text size="sm" c="dimmed">
        You have run nothing here yet.
      </Text>
    );
  return (
    <details className={classes["history"]}>
      <summary>{plural(total, "try", "tries")} so far, on all markets</summary>
      <WideTable label="Your tries" minWidth={460}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Document</Table.Th>
            <Table.Th ta="right">Sharpe</Table.Th>
            <Table.Th ta="right">Trades</Table.Th>
            <Table.Th>When</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {placed(items).map(({ entry: { name, symbols, sharpe, trades, at }, place }) => (
            <Table.Tr key={place}>
              <Table.Th scope="row">
                {name}
                <div className={classes["quiet"]}>{symbols.join(", ")}</div>
              </Table.Th>
              <Table.Td ta="right">{formatRatio(sharpe)}</Table.Td>
              <Table.Td ta="right">{formatCount(trades)}</Table.Td>
              <Table.Td>{formatAgo(at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {items.length < total && limit < most ? (
        <Button
          size="compact-sm"
          variant="subtle"
          loading={trials.isPlaceholderData}
          onClick={() => setLimit(most)}
        >
          Show more
        </Button>
      ) : null}
    </details>
  );
}
