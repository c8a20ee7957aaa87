import { type CreatorPage as Creator, isId, type UserId } from "@boltz/contract";
import { IconUserStar } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { may } from "../../api/may.ts";
import { useViewer } from "../../api/viewer.ts";
import { AnchorLink, ButtonLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingLines, MissingPanel } from "../../components/states.tsx";
import { formatDay } from "../../format/dates.ts";
import { formatCount, formatRating, plural } from "../../format/numbers.ts";
import { FollowButton } from "../following/follow-button.tsx";
import { ReviewItem } from "../reviews/review-item.tsx";
import classes from "./creator-page.module.css";
import { RecordList } from "./record-list.tsx";

const route = getRouteApi("/creators/$creatorId");

/** Who sells here, and everything they ever sold. */
export function CreatorPage() {
  const { creatorId } = route.useParams();
  if (isId("usr", creatorId)) return <CreatorById creatorId={creatorId} />;
  return (
    <Page title="Creator">
      <MissingPanel what="creator" />
    </Page>
  );
}

function CreatorById({ creatorId }: { creatorId: UserId }) {
  const creator = useQuery(api.creators.get.queryOptions({ creatorId }));
  if (creator.data) return <CreatorView creator={creator.data} />;
  return (
    <Page title="Creator">
      {creator.isPending ? (
        <LoadingLines lines={6} label="Loading the creator" />
      ) : wireErrorOf(creator.error).code === "not_found" ? (
        <MissingPanel what="creator" />
      ) : (
        <ErrorPanel error={creator.error} retry={creator.refetch} title="The creator could not be loaded" />
      )}
    </Page>
  );
}

function CreatorView({ creator }: { creator: Creator }) {
  const isModerator = may(useViewer(), "moderation.read");
  const sold = creator.listings.filter(({ status }) => status === "published");
  const delisted = creator.listings.filter(({ status }) => status !== "published");
  return (
    <Page
      title={creator.displayName}
      lead={creator.bio === "" ? undefined : creator.bio}
      actions={
        <>
          {isModerator ? (
            <ButtonLink to="/admin/creators/$creatorId" params={{ creatorId: creator.id }} variant="default">
              Standing
            </ButtonLink>
          ) : null}
          {creator.viewer.isSelf ? (
            <ButtonLink to="/creator" variant="default">
              Your desk
            </ButtonLink>
          ) : (
            <FollowButton
              creatorId={creator.id}
              name={creator.displayName}
              follows={creator.viewer.follows}
            />
          )}
        </>
      }
    >
      <Facts creator={creator} />
      <Section title="Strategies" id="strategies">
        {sold.length === 0 ? (
          <EmptyPanel title="Nothing on sale now" icon={<IconUserStar size={26} stroke={1.4} />}>
            {creator.viewer.isSelf
              ? "Publish a strategy and it stands here."
              : "Follow them to hear when there is."}
          </EmptyPanel>
        ) : (
          <RecordList listings={sold} withDelisted={false} />
        )}
      </Section>
      {delisted.length === 0 ? null : (
        <Section title="No longer sold" id="delisted">
          <p className={classes["quiet"]}>
            What was sold here stays in the record, with its ratings and its evidence. Nothing is taken back
            by delisting it.
          </p>
          <RecordList listings={delisted} withDelisted={isModerator} />
        </Section>
      )}
      <Section title="Latest reviews" id="reviews">
        {creator.reviews.length === 0 ? (
          <p className={classes["quiet"]}>Nobody has reviewed a strategy of theirs yet.</p>
        ) : (
          <ul className={classes["reviews"]}>
            {creator.reviews.map((review) => (
              <li key={review.id}>
                <ReviewItem
                  review={review}
                  creatorName={creator.displayName}
                  about={
                    <AnchorLink to="/listings/$listingId" params={{ listingId: review.listingId }} size="sm">
                      {review.listingTitle}
                    </AnchorLink>
                  }
                />
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}

function Facts({ creator }: { creator: Creator }) {
  const { rating, answered } = creator;
  const facts: [string, string, string | undefined][] = [
    ["Here since", formatDay(creator.since), undefined],
    ["Sales", formatCount(creator.totalSales), undefined],
    ["Followers", formatCount(creator.followers), undefined],
    [
      "Rating",
      rating.mean === null ? "None yet" : `${formatRating(rating.mean)} of 5`,
      rating.count === 0 ? undefined : `${plural(rating.count, "review")} over all strategies`,
    ],
    [
      "Answers",
      answered.of === 0 ? "None yet" : `${formatCount(answered.count)} of ${plural(answered.of, "review")}`,
      undefined,
    ],
  ];
  return (
    <dl className={`${classes["facts"]} num`}>
      {facts.map(([name, value, note]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
          {note === undefined ? null : <dd className={classes["quiet"]}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
