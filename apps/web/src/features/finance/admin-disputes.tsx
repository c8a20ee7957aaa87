import type { DisputeView, Viewer } from "@boltz/contract";
import { IconScale } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { may } from "../../api/may.ts";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page } from "../../components/page.tsx";
import { SegmentedControl } from "../../components/segmented-control.ts";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney, isFree } from "../../format/money.ts";
import { providerWords } from "../purchases/payment-words.ts";
import { DisputeStatusBadge, disputeReason } from "./dispute-words.tsx";
import { EvidenceButton } from "./evidence.tsx";
import { evidenceDue } from "./evidence-due.ts";
import classes from "./finance.module.css";

const route = getRouteApi("/admin/disputes");

/** Payments that buyers dispute at their bank: until when to answer, with what, and how it ended. */
export const AdminDisputes = () => (
  <Gate title="Disputes" action="dispute.read">
    {(viewer) => <Disputes viewer={viewer} />}
  </Gate>
);

function Disputes({ viewer }: { viewer: Viewer }) {
  const { decided } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page
      title="Disputes"
      lead="Payments that buyers dispute at their bank. An answer in time is the only one that counts."
    >
      <SegmentedControl
        aria-label="Which disputes"
        mb="lg"
        data={[
          { value: "open", label: "Open" },
          { value: "decided", label: "Decided" },
        ]}
        value={decided ? "decided" : "open"}
        onChange={(value) =>
          void navigate({ search: value === "decided" ? { decided: "1" } : {}, replace: true })
        }
      />
      <DisputeList open={!decided} mayAnswer={may(viewer, "dispute.answer")} />
    </Page>
  );
}

function DisputeList({ open, mayAnswer }: { open: boolean; mayAnswer: boolean }) {
  const disputes = useInfiniteQuery(
    api.finance.disputes.infiniteQueryOptions(
      { limit: 24, open },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: 0 },
    ),
  );
  const rows = disputes.data?.pages.flatMap((page) => page.items) ?? [];
  if (disputes.isPending) return <LoadingRows label="Loading the disputes" />;
  if (disputes.isError && !disputes.data)
    return (
      <ErrorPanel error={disputes.error} retry={disputes.refetch} title="The disputes could not be loaded" />
    );
  if (rows.length === 0)
    return (
      <EmptyPanel
        title={open ? "No open disputes" : "No dispute was decided yet"}
        icon={<IconScale size={26} stroke={1.4} />}
      >
        {open ? "Nobody disputes a payment at the moment." : null}
      </EmptyPanel>
    );
  return (
    <>
      <ul className={`${classes["rows"]} num`}>
        {rows.map((dispute) => (
          <li key={dispute.id}>
            <DisputeRow dispute={dispute} mayAnswer={mayAnswer} />
          </li>
        ))}
      </ul>
      <LoadMore pages={disputes} />
    </>
  );
}

function DisputeRow({ dispute, mayAnswer }: { dispute: DisputeView; mayAnswer: boolean }) {
  const waits = dispute.status === "open" && dispute.evidenceSentAt === null;
  const due = waits && dispute.evidenceDueAt ? evidenceDue(dispute.evidenceDueAt) : null;
  return (
    <article className={classes["row"]} aria-label={`Dispute about ${dispute.listingTitle}`}>
      <div className={classes["rowHead"]}>
        <strong className={classes["amount"]}>{formatMoney(dispute.amount)}</strong>
        <span>{disputeReason(dispute.reason)}</span>
        <DisputeStatusBadge status={dispute.status} />
      </div>
      <p className={classes["rowTitle"]}>{dispute.listingTitle}</p>
      <p className={classes["rowFacts"]}>
        {providerWords[dispute.provider]} <code>{dispute.providerReference}</code> · opened{" "}
        {formatMoment(dispute.openedAt)}
        {dispute.closedAt ? ` · decided ${formatMoment(dispute.closedAt)}` : null}
        {isFree(dispute.fee) ? null : ` · the provider charged ${formatMoney(dispute.fee)} for it`}
      </p>
      {due ? (
        <p className={classes["due"]} data-tone={due.tone}>
          {due.text}
        </p>
      ) : null}
      {dispute.evidenceSentAt ? (
        <p className={classes["rowFacts"]}>Evidence was sent {formatMoment(dispute.evidenceSentAt)}.</p>
      ) : null}
      <div className={classes["rowActions"]}>
        <EvidenceButton dispute={dispute} maySend={waits && mayAnswer} />
        <AnchorLink to="/admin/purchases/$purchaseId" params={{ purchaseId: dispute.purchaseId }} size="sm">
          The purchase
        </AnchorLink>
      </div>
    </article>
  );
}
