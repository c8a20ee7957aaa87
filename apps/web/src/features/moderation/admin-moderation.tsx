import { Badge } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatAgo } from "../../format/dates.ts";
import { formatPrice } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./moderation.module.css";

/** The listings that wait for a decision, the oldest first. */
export const AdminModeration = () => (
  <Gate title="Moderation" action="moderation.read">
    {() => <Queue />}
  </Gate>
);

function Queue() {
  const queue = useQuery(api.moderation.queue.queryOptions(undefined, { staleTime: 0 }));
  return (
    <Page
      title="Moderation"
      lead={
        queue.data && queue.data.length > 0
          ? `${plural(queue.data.length, "listing")} waiting, the oldest first.`
          : null
      }
      width="text"
    >
      {queue.isPending ? (
        <LoadingRows label="Loading the queue" />
      ) : queue.isError ? (
        <ErrorPanel error={queue.error} retry={queue.refetch} title="The queue could not be loaded" />
      ) : queue.data.length === 0 ? (
        <EmptyPanel title="Nothing waits" icon={<IconCircleCheck size={26} stroke={1.4} />}>
          Every submitted listing has its decision.
        </EmptyPanel>
      ) : (
        <ol className={classes["queue"]}>
          {queue.data.map(({ listing, creator, submittedAt, mayDecide }) => (
            <li key={listing.id}>
              <Link
                to="/admin/moderation/$listingId"
                params={{ listingId: listing.id }}
                className={classes["item"]}
              >
                <StrategyMark seed={listing.id} />
                <span className={classes["itemText"]}>
                  <strong>{listing.title}</strong>
                  <span>
                    by {creator.displayName} · {formatPrice(listing.price)}
                  </span>
                </span>
                <span className={classes["itemAge"]}>
                  {mayDecide ? null : <Badge color="gray">Your own</Badge>}
                  <span>{formatAgo(submittedAt)}</span>
                </span>
              </Link>
            </li>
          ))}
        </ol>
      )}
    </Page>
  );
}
