import { payoutStatuses, type StaffPayout, type Viewer } from "@boltz/contract";
import { Button, NativeSelect, Text } from "@mantine/core";
import { IconBuildingBank } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api, queryClient } from "../../api/client.ts";
import { may } from "../../api/may.ts";
import { Gate } from "../../components/gate.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { notify } from "../../components/notify.ts";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { PayoutStatusBadge } from "../payouts/payout-status.tsx";
import { payoutWords } from "../payouts/payout-words.ts";
import { providerWords } from "../purchases/payment-words.ts";
import classes from "./finance.module.css";
import { ReviewPayouts } from "./review-payouts.tsx";

const route = getRouteApi("/admin/payouts");
const pollMs = 5_000;

const isMoving = ({ status }: StaffPayout) =>
  status === "queued" || status === "sent" || status === "unknown";
/** What the provider has not answered for: asking again is safe, under the same key. */
const mayRetry = ({ status }: StaffPayout) => status === "queued" || status === "unknown";

/** Every creator's payouts, for finance. */
export const AdminPayouts = () => (
  <Gate title="Payouts" action="finance.read">
    {(viewer) => <Payouts viewer={viewer} />}
  </Gate>
);

function Payouts({ viewer }: { viewer: Viewer }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const status = payoutStatuses.find((known) => known === search.status) ?? null;
  return (
    <Page title="Payouts" heading="All payouts" lead="What left for the creators' banks, the newest first.">
      <NativeSelect
        label="Show"
        className={classes["filter"] ?? ""}
        value={status ?? ""}
        data={[
          { value: "", label: "Every payout" },
          ...payoutStatuses.map((value) => ({ value, label: payoutWords[value].label })),
        ]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          void navigate({ search: chosen === "" ? {} : { status: chosen }, replace: true });
        }}
      />
      <PayoutList viewer={viewer} status={status} />
    </Page>
  );
}

function PayoutList({ viewer, status }: { viewer: Viewer; status: StaffPayout["status"] | null }) {
  const payouts = useInfiniteQuery(
    api.finance.payouts.infiniteQueryOptions(
      { limit: 24, status },
      {
        getNextPageParam: (page) => page.nextCursor ?? undefined,
        staleTime: 0,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isMoving)) === true ? pollMs : false,
      },
    ),
  );
  const rows = payouts.data?.pages.flatMap((page) => page.items) ?? [];
  if (payouts.isPending) return <LoadingRows label="Loading the payouts" />;
  if (payouts.isError && !payouts.data)
    return (
      <ErrorPanel error={payouts.error} retry={payouts.refetch} title="The payouts could not be loaded" />
    );
  if (rows.length === 0)
    return (
      <EmptyPanel
        title={status === null ? "No payouts yet" : `No payout is ${payoutWords[status].label.toLowerCase()}`}
        icon={<IconBuildingBank size={26} stroke={1.4} />}
      />
    );
  return (
    <>
      <ul className={`${classes["rows"]} num`}>
        {rows.map((payout) => (
          <li key={payout.id}>
            <PayoutRow payout={payout} mayAct={may(viewer, "finance.act", { ownerId: payout.creatorId })} />
          </li>
        ))}
      </ul>
      <LoadMore pages={payouts} />
    </>
  );
}

function PayoutRow({ payout, mayAct }: { payout: StaffPayout; mayAct: boolean }) {
  return (
    <article className={classes["row"]} aria-label={`Payout to ${payout.creatorName}`}>
      <div className={classes["rowHead"]}>
        <strong className={classes["amount"]}>{formatMoney(payout.amount)}</strong>
        <span>to {payout.creatorName}</span>
        <PayoutStatusBadge status={payout.status} />
      </div>
      <p className={classes["rowFacts"]}>
        {payout.origin === "weekly" ? "Automatic" : "Requested"} on {formatMoment(payout.createdAt)} ·{" "}
        {providerWords[payout.provider]}
        {payout.endedAt ? ` · ended ${formatMoment(payout.endedAt)}` : null}
      </p>
      <p className={classes["rowFacts"]}>
        Reference <code>{payout.providerReference ?? "none yet"}</code> · Number <code>{payout.id}</code>
      </p>
      {payout.failure === null ? null : (
        <p className={classes["rowFailure"]}>The provider says: {payout.failure}</p>
      )}
      {mayAct ? (
        <div className={classes["rowActions"]}>
          {mayRetry(payout) ? <RetryPayout payout={payout} /> : null}
          <ReviewPayouts payout={payout} />
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          Your own payout: a colleague decides about it.
        </Text>
      )}
    </article>
  );
}

function RetryPayout({ payout }: { payout: StaffPayout }) {
  const once = useOneAtATime();
  const retry = useMutation(
    api.finance.retryPayout.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.finance.payouts.pathKey() });
        await notify("The provider is asked again, under the same key: nothing is paid twice.");
      },
    }),
  );
  return (
    <>
      <Button
        size="sm"
        loading={retry.isPending}
        aria-label={`Ask the provider again about the payout of ${formatMoney(payout.amount)} to ${payout.creatorName}`}
        onClick={() => once(() => retry.mutateAsync({ payoutId: payout.id }))}
      >
        Ask the provider again
      </Button>
      {retry.isError ? <ErrorPanel error={retry.error} title="Not asked again" /> : null}
    </>
  );
}
