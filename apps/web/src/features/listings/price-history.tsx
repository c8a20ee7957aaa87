import type { ListingId } from "@boltz/contract";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import { formatDay } from "../../format/dates.ts";
import { formatPrice } from "../../format/money.ts";
import classes from "./strategy-page.module.css";

/** Every price that was ever asked; nothing is hidden behind a discount. */
export function PriceHistory({ listingId }: { listingId: ListingId }) {
  const history = useQuery(api.listings.priceHistory.queryOptions({ listingId }, { staleTime: 300_000 }));
  if (history.isPending) return <LoadingLines lines={2} label="Loading the prices" />;
  if (history.isError) return <ErrorPanel error={history.error} retry={history.refetch} />;
  if (history.data.length === 0) return <Text c="dimmed">No price was set yet.</Text>;
  return (
    <ol className={`${classes["prices"]} num`}>
      {history.data.map(({ price, from }) => (
        <li key={from}>
          <span>Since {formatDay(from)}</span>
          <strong>{formatPrice(price)}</strong>
        </li>
      ))}
    </ol>
  );
}
