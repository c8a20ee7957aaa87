import { isId, type ListingId, type ReviewListing } from "@boltz/contract";
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { DocumentView } from "../../components/document-view.tsx";
import { Gate } from "../../components/gate.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Markdown } from "../../components/markdown.tsx";
import { Page, Section } from "../../components/page.tsx";
import { RulesInWords } from "../../components/rules-in-words.tsx";
import { ErrorPanel, LoadingRows, MissingPanel } from "../../components/states.tsx";
import { formatMoment } from "../../format/dates.ts";
import { formatPrice } from "../../format/money.ts";
import { refundTerms } from "../../format/numbers.ts";
import { Decision } from "./decision.tsx";
import classes from "./moderation.module.css";

const route = getRouteApi("/admin/moderation/$listingId");

/** Everything a moderator needs to decide about one listing. */
export function ListingReview() {
  const { listingId } = route.useParams();
  return (
    <Gate title="Review" action="moderation.read">
      {() =>
        isId("lst", listingId) ? (
          <ReviewById listingId={listingId} />
        ) : (
          <Page title="Review">
            <MissingPanel what="listing" />
          </Page>
        )
      }
    </Gate>
  );
}

function ReviewById({ listingId }: { listingId: ListingId }) {
  const review = useQuery(api.moderation.review.queryOptions({ listingId }, { staleTime: 0 }));
  if (review.data) return <Review review={review.data} />;
  return (
    <Page title="Review">
      {review.isPending ? (
        <LoadingRows label="Loading the listing" />
      ) : wireErrorOf(review.error).code === "not_found" ? (
        <MissingPanel what="listing" />
      ) : (
        <ErrorPanel error={review.error} retry={review.refetch} title="The listing could not be loaded" />
      )}
    </Page>
  );
}

function Review({ review }: { review: ReviewListing }) {
  const { listing, creator, submittedAt } = review.item;
  return (
    <Page
      title={`Review ${listing.title}`}
      heading={listing.title}
      eyebrow={
        <AnchorLink to="/admin/moderation" c="dimmed" size="sm">
          Moderation
        </AnchorLink>
      }
      lead={`by ${creator.displayName}, submitted ${formatMoment(submittedAt)}`}
    >
      <div className={classes["columns"]}>
        <div className={classes["content"]}>
          <Section title="What buyers read" id="listing-text">
            <Text fw={560} mb="md">
              {listing.summary}
            </Text>
            <Markdown text={listing.description} />
          </Section>
          <Section title="Rules in plain words" id="rules">
            <RulesInWords sections={review.rules} />
          </Section>
          <Section title="Document" id="document">
            <DocumentView document={review.document} specHash={null} />
          </Section>
          <Section title="Decisions before" id="history">
            <History history={review.history} />
          </Section>
        </div>
        <aside className={classes["side"]} aria-label="Decision">
          <dl className={`${classes["facts"]} num`}>
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
              <dt>Tags</dt>
              <dd>{listing.tags.length > 0 ? listing.tags.join(", ") : "None"}</dd>
            </div>
          </dl>
          <Decision item={review.item} />
        </aside>
      </div>
    </Page>
  );
}

function History({ history }: { history: ReviewListing["history"] }) {
  if (history.length === 0) return <Text c="dimmed">This is its first review.</Text>;
  return (
    <ol className={classes["history"]}>
      {history.map(({ outcome, reason, at, by }) => (
        <li key={at}>
          <strong>{outcome.charAt(0).toUpperCase() + outcome.slice(1)}</strong> on {formatMoment(at)} by {by}
          {reason === "" ? null : <Text c="dimmed">{reason}</Text>}
        </li>
      ))}
    </ol>
  );
}
