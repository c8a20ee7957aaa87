import { type EvidenceTier, isId, type ListingId, type ListingPage } from "@boltz/contract";
import { Alert, Badge, Skeleton, Title } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { usePageTitle } from "../../app/page-title.ts";
import { AnchorLink } from "../../components/links.tsx";
import { Markdown } from "../../components/markdown.tsx";
import { Page, Section } from "../../components/page.tsx";
import { RatingLine } from "../../components/rating-line.tsx";
import { ErrorPanel, LoadingRows, MissingPanel } from "../../components/states.tsx";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatDay } from "../../format/dates.ts";
import { CompareButton } from "../compare/compare-button.tsx";
import { BuyBar, BuyPanel } from "./buy-panel.tsx";
import { ListingRules } from "./listing-rules.tsx";
import { PriceHistory } from "./price-history.tsx";
import classes from "./strategy-page.module.css";
import { TierBadge } from "./tier-badge.tsx";
import { useViewCount } from "./use-view-count.ts";
import { VersionList } from "./version-list.tsx";

const PurchaseModal = lazy(async () => ({
  default: (await import("../purchases/purchase-modal.tsx")).PurchaseModal,
}));

const Proof = lazy(async () => ({ default: (await import("../proof/proof.tsx")).Proof }));

const StandingBadge = lazy(async () => ({
  default: (await import("../proof/standing-badge.tsx")).StandingBadge,
}));

const Reviews = lazy(async () => ({ default: (await import("../reviews/reviews.tsx")).Reviews }));

const route = getRouteApi("/listings/$listingId");

/** One strategy: what it does, what it costs, who made it. */
export function StrategyPage() {
  const { listingId } = route.useParams();
  if (isId("lst", listingId)) return <StrategyById listingId={listingId} />;
  return (
    <Page title="Strategy">
      <MissingPanel what="strategy" />
    </Page>
  );
}

function StrategyById({ listingId }: { listingId: ListingId }) {
  const listing = useQuery(api.listings.get.queryOptions({ listingId }));
  if (listing.data) return <Strategy listing={listing.data} />;
  if (listing.isPending) return <LoadingStrategy />;
  const { code } = wireErrorOf(listing.error);
  return (
    <Page title="Strategy">
      {code === "not_found" || code === "invalid_input" ? (
        <MissingPanel what="strategy" />
      ) : (
        <ErrorPanel error={listing.error} retry={listing.refetch} title="The strategy could not be loaded" />
      )}
    </Page>
  );
}

function Strategy({ listing }: { listing: ListingPage }) {
  const { buy, cancelled } = route.useSearch();
  const navigate = useNavigate();
  usePageTitle(listing.title);
  useViewCount(listing);
  const show = (search: { buy?: string }) =>
    void navigate({
      to: "/listings/$listingId",
      params: { listingId: listing.id },
      search,
      replace: true,
      resetScroll: false,
    });
  // The dialog comes with its own chunk and cannot know what had the focus before it.
  const opener = useRef<Element>(null);
  const onBuy = () => {
    opener.current = document.activeElement;
    show({ buy: "1" });
  };
  useEffect(() => {
    if (!buy && opener.current instanceof HTMLElement) opener.current.focus();
  }, [buy]);

  return (
    <article className={classes["page"]}>
      <nav aria-label="Back" className={classes["back"]}>
        <AnchorLink to="/" size="sm" c="dimmed">
          <IconArrowLeft size={15} aria-hidden /> Explore
        </AnchorLink>
      </nav>
      <div className={classes["columns"]}>
        <ListingHead listing={listing} />
        <BuyPanel listing={listing} onBuy={onBuy} />
        <div className={classes["story"]}>
          {cancelled ? (
            <Alert color="yellow" mb="xl" title="The payment was cancelled" role="status">
              You were not charged. You can buy whenever you like.
            </Alert>
          ) : null}
          <Section title="Rules in plain words" id="rules">
            <ListingRules listingId={listing.id} part="words" />
          </Section>
          <Section title="Proof" id="proof">
            <Suspense fallback={<LoadingRows rows={5} label="Loading the proof" />}>
              <Proof listing={listing} />
            </Suspense>
          </Section>
          <Section title="Description" id="description">
            <Markdown text={listing.description} />
          </Section>
          <Section title="Reviews" id="reviews">
            <Suspense fallback={<LoadingRows rows={2} label="Loading the reviews" />}>
              <Reviews listing={listing} />
            </Suspense>
          </Section>
          <Section title="Document" id="document">
            <ListingRules listingId={listing.id} part="document" />
          </Section>
          <Section title="Versions" id="versions">
            <VersionList listingId={listing.id} versions={listing.versions} />
          </Section>
          <Section title="Price history" id="prices">
            <PriceHistory listingId={listing.id} />
          </Section>
        </div>
      </div>
      <BuyBar listing={listing} onBuy={onBuy} />
      {buy && !listing.viewer.owns && !listing.viewer.isCreator ? (
        <Suspense>
          <PurchaseModal listing={listing} onClose={() => show({})} />
        </Suspense>
      ) : null}
    </article>
  );
}

function ListingHead({ listing }: { listing: ListingPage }) {
  return (
    <header className={classes["head"]}>
      <StrategyMark seed={listing.id} size={64} />
      <div className={classes["headText"]}>
        <Title order={1}>{listing.title}</Title>
        <p className={classes["summary"]}>{listing.summary}</p>
        <div className={classes["facts"]}>
          <span>
            by{" "}
            <AnchorLink to="/creators/$creatorId" params={{ creatorId: listing.creator.id }} fw={600}>
              {listing.creator.displayName}
            </AnchorLink>
          </span>
          {listing.proof === null ? null : <ProofLink listingId={listing.id} tier={listing.proof.tier} />}
          {listing.style ? <span>Style: {listing.style.replaceAll("-", " ")}</span> : null}
          <RatingLine rating={listing.rating} sales={listing.totalSales} />
          {listing.publishedAt === null ? null : <span>Published {formatDay(listing.publishedAt)}</span>}
          {listing.status === "published" ? (
            <CompareButton listing={listing} withLink />
          ) : (
            <Badge color="yellow">{listing.status}</Badge>
          )}
        </div>
        <TagLinks tags={listing.tags} />
      </div>
    </header>
  );
}

const ProofLink = ({ listingId, tier }: { listingId: ListingId; tier: EvidenceTier }) => (
  <a href="#proof" className={classes["tier"]}>
    <Suspense fallback={<TierBadge tier={tier} />}>
      <StandingBadge listingId={listingId} tier={tier} />
    </Suspense>
  </a>
);

function TagLinks({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul className={classes["tags"]} aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag}>
          <AnchorLink to="/" search={{ tags: tag }} size="sm" className={classes["tag"] ?? ""}>
            {tag}
          </AnchorLink>
        </li>
      ))}
    </ul>
  );
}

const LoadingStrategy = () => (
  <div className={classes["page"]} role="status" aria-label="Loading the strategy">
    <Skeleton height={34} width="min(420px, 80%)" mt={36} mb="md" />
    <Skeleton height={16} width="min(560px, 96%)" mb="xl" />
    <div className={classes["columns"]}>
      <Skeleton height={420} radius="lg" />
      <Skeleton height={300} radius="lg" />
    </div>
  </div>
);
