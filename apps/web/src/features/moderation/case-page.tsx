import { type CaseId, type CaseView, isId, type Viewer } from "@boltz/contract";
import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { ErrorPanel, LoadingRows, MissingPanel } from "../../components/states.tsx";
import { formatAgo } from "../../format/dates.ts";
import { formatPrice } from "../../format/money.ts";
import { refundTerms } from "../../format/numbers.ts";
import { ListingStatusBadge } from "../creators/listing-status.tsx";
import own from "./case.module.css";
import { CaseClaim } from "./case-claim.tsx";
import { CaseContent } from "./case-content.tsx";
import { kindWords, refusalOf, titleOf } from "./case-words.ts";
import { DecideSubmission } from "./decide-submission.tsx";
import { JudgeAppeal } from "./judge-appeal.tsx";
import { JudgeFlags } from "./judge-flags.tsx";
import classes from "./moderation.module.css";
import { RemoveListing } from "./remove-listing.tsx";
import { useDecided } from "./use-decided.ts";

const route = getRouteApi("/admin/moderation/$caseId");

/** Everything a moderator needs to decide one case. */
export function CasePage() {
  const { caseId } = route.useParams();
  return (
    <Gate title="Case" action="moderation.read">
      {(viewer) =>
        isId("cas", caseId) ? (
          <CaseById key={caseId} caseId={caseId} viewer={viewer} />
        ) : (
          <Page title="Case">
            <MissingPanel what="case" />
          </Page>
        )
      }
    </Gate>
  );
}

interface CaseByIdProps {
  caseId: CaseId;
  viewer: Viewer;
}

export function CaseById({ caseId, viewer }: CaseByIdProps) {
  // What is being judged must not change under the eyes of who reads it, so it is loaded again only on demand.
  const found = useQuery(
    api.moderation.case.queryOptions(
      { caseId },
      { staleTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false },
    ),
  );
  const isGone = found.isError && wireErrorOf(found.error).code === "not_found";
  if (found.data) return <Case view={found.data} viewer={viewer} reload={found.refetch} isGone={isGone} />;
  return (
    <Page title="Case">
      {found.isPending ? (
        <LoadingRows label="Loading the case" />
      ) : isGone ? (
        <MissingPanel what="case" />
      ) : (
        <ErrorPanel error={found.error} retry={found.refetch} title="The case could not be loaded" />
      )}
    </Page>
  );
}

interface CaseProps {
  view: CaseView;
  viewer: Viewer;
  reload: () => Promise<unknown>;
  isGone: boolean;
}

function Case({ view, viewer, reload, isGone }: CaseProps) {
  const { kind, concerns, openedAt } = view.case;
  const title = titleOf(view.case);
  return (
    <Page
      title={`${kindWords[kind].one}: ${title}`}
      heading={title}
      eyebrow={
        <AnchorLink to="/admin/moderation" c="dimmed" size="sm">
          Moderation
        </AnchorLink>
      }
      lead={`${kindWords[kind].one} · ${concerns.displayName} · opened ${formatAgo(openedAt)}`}
    >
      {isGone ? (
        <Alert color="yellow" role="alert" mb="xl" title="This case is closed by now">
          Somebody decided it, or it was withdrawn. What you typed is still here.
        </Alert>
      ) : null}
      <div className={classes["columns"]}>
        <div className={classes["content"]}>
          <CaseContent view={view} />
        </div>
        <aside className={classes["side"]} aria-label="Decision">
          <Facts view={view} />
          <Decide view={view} viewer={viewer} reload={reload} />
          <nav className={own["links"]} aria-label="Around this case">
            <AnchorLink
              to="/admin/purchases"
              search={view.case.listing ? { q: view.case.listing.id } : {}}
              size="sm"
            >
              Refund a purchase
            </AnchorLink>
            <AnchorLink to="/admin/creators/$creatorId" params={{ creatorId: concerns.id }} size="sm">
              All about {concerns.displayName}
            </AnchorLink>
            {view.case.listing && view.case.listing.status === "published" ? (
              <AnchorLink to="/listings/$listingId" params={{ listingId: view.case.listing.id }} size="sm">
                See it as buyers do
              </AnchorLink>
            ) : null}
          </nav>
        </aside>
      </div>
    </Page>
  );
}

function Decide({ view, viewer, reload }: Omit<CaseProps, "isGone">) {
  const decided = useDecided();
  const { kind, claim } = view.case;
  const refusal = refusalOf(view.case, viewer.id);
  if (refusal !== null) return <Alert color="yellow">{refusal}</Alert>;
  const locked = claim !== null && !claim.isMine;
  const isPublic = view.listing?.status === "published" || view.listing?.status === "archived";
  return (
    <>
      <CaseClaim one={view.case} reload={reload} />
      {kind === "appeal" ? (
        <JudgeAppeal view={view} locked={locked} reload={reload} />
      ) : kind !== "submission" ? (
        <JudgeFlags view={view} locked={locked} reload={reload} />
      ) : view.listing ? (
        <>
          <DecideSubmission listing={view.listing} locked={locked} reload={reload} />
          {isPublic && !locked ? (
            <RemoveListing
              listing={view.listing}
              action="Remove it from the market"
              addsHarm={false}
              reload={reload}
              decided={decided}
            />
          ) : null}
        </>
      ) : null}
    </>
  );
}

function Facts({ view: { listing } }: { view: CaseView }) {
  if (!listing) return null;
  return (
    <dl className={`${classes["facts"]} num`}>
      <div>
        <dt>Status</dt>
        <dd>
          <ListingStatusBadge listing={listing} />
        </dd>
      </div>
      <div>
        <dt>Price</dt>
        <dd>{formatPrice(listing.price)}</dd>
      </div>
      <div>
        <dt>Terms</dt>
        <dd>{refundTerms(listing.refundDays)}</dd>
      </div>
      <div>
        <dt>Version</dt>
        <dd>{listing.latestVersion ?? "None"}</dd>
      </div>
      <div>
        <dt>Sales</dt>
        <dd>{listing.totalSales}</dd>
      </div>
    </dl>
  );
}
