import { isId, type PurchaseId, type PurchaseView } from "@boltz/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { ErrorPanel, LoadingRows, MissingPanel } from "../../components/states.tsx";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney, isFree } from "../../format/money.ts";
import { paidBy } from "./payment-words.ts";
import { PurchaseState } from "./purchase-state.tsx";
import { PurchaseBadge } from "./purchase-status.tsx";
import classes from "./purchases.module.css";

const route = getRouteApi("/purchases/$purchaseId");
const pollMs = 1_500;
const refundPollMs = 5_000;

const pollOf = (purchase: PurchaseView | undefined) =>
  purchase?.status === "pending" ? pollMs : purchase?.refundPending ? refundPollMs : false;

/** Where the buyer lands after paying: waits for the provider's word, then offers Install. */
export function PurchasePage() {
  const { purchaseId } = route.useParams();
  return (
    <Gate title="Purchase" action="purchase.list">
      {() =>
        isId("pur", purchaseId) ? (
          <PurchaseById purchaseId={purchaseId} />
        ) : (
          <Page title="Purchase">
            <MissingPanel what="purchase" />
          </Page>
        )
      }
    </Gate>
  );
}

function PurchaseById({ purchaseId }: { purchaseId: PurchaseId }) {
  const purchase = useQuery(
    api.purchases.get.queryOptions(
      { purchaseId },
      {
        staleTime: 0,
        refetchInterval: (query) => pollOf(query.state.data),
        refetchIntervalInBackground: false,
      },
    ),
  );
  if (purchase.data) return <Purchase purchase={purchase.data} />;
  return (
    <Page title="Purchase" width="text">
      {purchase.isPending ? (
        <LoadingRows rows={2} label="Loading the purchase" />
      ) : wireErrorOf(purchase.error).code === "not_found" ? (
        <MissingPanel what="purchase" />
      ) : (
        <ErrorPanel
          error={purchase.error}
          retry={purchase.refetch}
          title="The purchase could not be loaded"
        />
      )}
    </Page>
  );
}

function Purchase({ purchase }: { purchase: PurchaseView }) {
  const { returned } = route.useSearch();
  return (
    <Page
      title={`Purchase of ${purchase.listingTitle}`}
      heading={purchase.listingTitle}
      eyebrow={
        <AnchorLink to="/purchases" c="dimmed" size="sm">
          Purchases
        </AnchorLink>
      }
      width="text"
    >
      <div aria-live="polite">
        <PurchaseState purchase={purchase} hasReturned={returned !== undefined} />
      </div>
      <div className={classes["receipt"]}>
        <Section title="Details" id="details">
          <dl className={`${classes["facts"]} num`}>
            <Fact name="Status">
              <PurchaseBadge purchase={purchase} />
            </Fact>
            {isFree(purchase.discount) ? null : (
              <>
                <Fact name="Price">{formatMoney(purchase.listPrice)}</Fact>
                <Fact name="Discount by coupon">−{formatMoney(purchase.discount)}</Fact>
              </>
            )}
            <Fact name="Total">{formatMoney(purchase.price)}</Fact>
            {isFree(purchase.refunded) ? null : (
              <Fact name="Went back to you">{formatMoney(purchase.refunded)}</Fact>
            )}
            {purchase.provider && !isFree(purchase.price) ? (
              <Fact name="Paid by">{paidBy(purchase.provider, purchase.method)}</Fact>
            ) : null}
            <Fact name="Started">{formatMoment(purchase.createdAt)}</Fact>
            {purchase.completedAt ? <Fact name="Completed">{formatMoment(purchase.completedAt)}</Fact> : null}
            {purchase.refundableUntil ? (
              <Fact name="Refundable until">{formatMoment(purchase.refundableUntil)}</Fact>
            ) : null}
            <Fact name="Number">{purchase.id}</Fact>
          </dl>
        </Section>
      </div>
    </Page>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
