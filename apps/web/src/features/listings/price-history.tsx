import type { ListingId } from "@boltz/contract";
import "@mantine/core/styles/Table.layer.css";
import { Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { formatDay } from "../../format/dates.ts";
import { formatPrice } from "../../format/money.ts";

/** Every price that was ever asked; nothing is hidden behind a discount. */
export function PriceHistory({ listingId }: { listingId: ListingId }) {
  const history = useQuery(api.listings.priceHistory.queryOptions({ listingId }, { staleTime: 300_000 }));
  if (history.isPending) return <LoadingLines lines={2} label="Loading the prices" />;
  if (history.isError) return <ErrorPanel error={history.error} retry={history.refetch} />;
  if (history.data.length === 0) return <Text c="dimmed">No price was set yet.</Text>;
  return (
    <Table.ScrollContainer minWidth={260}>
      <Table className="num" verticalSpacing="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            <Table.Th ta="right">Price</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {history.data.map(({ price, from }) => (
            <Table.Tr key={from}>
              <Table.Td>{formatDay(from)}</Table.Td>
              <Table.Td ta="right">{formatPrice(price)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
