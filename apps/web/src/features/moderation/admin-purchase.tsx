import { isId, type PurchaseId, type StaffPurchase } from "@boltz/contract";
import { Alert, Badge, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { ErrorPanel, LoadingRows, MissingPanel } from "../../components/states.tsx";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney, isFree } from "../../format/money.ts";
import { DisputeStatusBadge, disputeReason } from "../finance/dispute-words.tsx";
import { providerWords } from "../purchases/payment-words.ts";
import { PurchaseStatusBadge } from "../purchases/purchase-status.tsx";
import classes from "./moderation.module.css";
import { quarantineSentence, refundOriginWords, refundStatusWords } from "./purchase-words.ts";
import { RefundForm } from "./refund-form.tsx";

const route = getRouteApi("/admin/purchases/$purchaseId");
const pollMs = 5_000;

/** One purchase with all that went back, and the way to refund it. */
export function AdminPurchase() {
  const { purchaseId } = route.useParams();
  return (
    <Gate title="Purchase" action="purchase.find">
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

const isMoving = (purchase: StaffPurchase | undefined) =>
  purchase?.refunds.some(({ status }) => status === "planned" || status === "pending") === true;

function PurchaseById({ purchaseId }: { purchaseId: PurchaseId }) {
  const purchase = useQuery(
    api.moderation.purchase.queryOptions(
      { purchaseId },
      { staleTime: 0, refetchInterval: (query) => (isMoving(query.state.data) ? pollMs : false) },
    ),
  );
  if (purchase.data) return <Purchase purchase={purchase.data} />;
  return (
    <Page title="Purchase">
      {purchase.isPending ? (
        <LoadingRows label="Loading the purchase" />
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

function Purchase({ purchase }: { purchase: StaffPurchase }) {
  return (
    <Page
      title={`Purchase of ${purchase.listingTitle}`}
      heading={purchase.listingTitle}
      eyebrow={
        <AnchorLink to="/admin/purchases" c="dimmed" size="sm">
          All purchases
        </AnchorLink>
      }
      lead={`Bought by ${purchase.buyer} from ${purchase.creator}`}
    >
      <div className={classes["columns"]}>
        <div className={classes["content"]}>
          {purchase.status === "quarantined" && purchase.quarantineReason ? (
            <Alert color="yellow" title="In quarantine: no access was given" mb="xl">
              {quarantineSentence(purchase.quarantineReason)} Refund it, or clear it with the provider first.
            </Alert>
          ) : null}
          <Section title="The money" id="money">
            <MoneyFacts purchase={purchase} />
          </Section>
          <Section title="Refunds" id="refunds">
            <Refunds refunds={purchase.refunds} />
          </Section>
          <Section title="Disputes" id="disputes">
            <Disputes disputes={purchase.disputes} />
          </Section>
        </div>
        <aside className={classes["side"]} aria-label="Refund">
          <RefundForm purchase={purchase} />
        </aside>
      </div>
    </Page>
  );
}

const MoneyFacts = ({ purchase }: { purchase: StaffPurchase }) => (
  <dl className={`${classes["facts"]} num`}>
    <Fact name="Status">
      <PurchaseStatusBadge status={purchase.status} free={isFree(purchase.price)} />
    </Fact>
    <Fact name={purchase.status === "quarantined" ? "Agreed price" : "Price"}>
      {formatMoney(purchase.price)}
    </Fact>
    <Fact name="Left to refund">{formatMoney(purchase.refundable)}</Fact>
    <Fact name="Provider">
      {purchase.provider ? providerWords[purchase.provider] : "None: nothing was paid"}
    </Fact>
    <Fact name="Payment reference">{purchase.paymentReference ?? "None yet"}</Fact>
    <Fact name="Started">{formatMoment(purchase.createdAt)}</Fact>
    <Fact name="Completed">
      {purchase.completedAt ? formatMoment(purchase.completedAt) : "Not completed"}
    </Fact>
    <Fact name="Number">{purchase.id}</Fact>
  </dl>
);

function Refunds({ refunds }: { refunds: StaffPurchase["refunds"] }) {
  if (refunds.length === 0) return <Text c="dimmed">Nothing went back.</Text>;
  return (
    <ol className={`${classes["history"]} num`}>
      {refunds.map((refund) => {
        const { label, colour } = refundStatusWords[refund.status];
        return (
          <li key={refund.id} className={classes["event"]}>
            <strong>{formatMoney(refund.amount)}</strong>
            <Badge color={colour}>{label}</Badge>
            <span className={classes["eventFacts"]}>
              {refundOriginWords[refund.origin]} on {formatMoment(refund.createdAt)}
            </span>
            {refund.reason === "" ? null : <p className={classes["eventWords"]}>{refund.reason}</p>}
            {refund.failure === null ? null : (
              <p className={classes["eventWords"]} data-tone="bad">
                The provider says: {refund.failure}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Disputes({ disputes }: { disputes: StaffPurchase["disputes"] }) {
  if (disputes.length === 0) return <Text c="dimmed">It was never disputed.</Text>;
  return (
    <ol className={`${classes["history"]} num`}>
      {disputes.map((dispute) => (
        <li key={dispute.id} className={classes["event"]}>
          <strong>{formatMoney(dispute.amount)}</strong>
          <DisputeStatusBadge status={dispute.status} />
          <span className={classes["eventFacts"]}>
            {disputeReason(dispute.reason)}, opened {formatMoment(dispute.openedAt)}
            {dispute.closedAt ? `, closed ${formatMoment(dispute.closedAt)}` : null}
          </span>
          <p className={classes["eventWords"]}>
            <AnchorLink
              to="/admin/disputes"
              {...(dispute.closedAt ? { search: { decided: "1" } } : {})}
              size="sm"
            >
              See the disputes
            </AnchorLink>
          </p>
        </li>
      ))}
    </ol>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
