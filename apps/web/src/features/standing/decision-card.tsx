import type { StandingDecision } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { may } from "../../api/may.ts";
import { useViewer } from "../../api/viewer.ts";
import { AnchorLink } from "../../components/links.tsx";
import { formatMoment } from "../../format/dates.ts";
import { AppealForm } from "./appeal-form.tsx";
import { appealWords, meaningOf, outcomeColours, outcomeWords, partWords } from "./decision-words.ts";
import classes from "./standing.module.css";

const subjectOf = ({ listing, reviewId, part }: StandingDecision) => {
  if (part !== null) return partWords[part];
  if (reviewId !== null) return listing ? `Your review of ${listing.title}` : "Your review";
  return listing?.title ?? "Your account";
};

/** One decision as the person reads it whom it concerns: what, why, what it means, and the appeal. */
export function DecisionCard({ decision }: { decision: StandingDecision }) {
  const { outcome, origin, reason, at, appeal } = decision;
  const titleId = `decision-${decision.id}`;
  return (
    <article className={classes["decision"]} aria-labelledby={titleId}>
      <div className={classes["head"]}>
        <h2 id={titleId}>{subjectOf(decision)}</h2>
        <Badge color={outcomeColours[outcome]}>{outcomeWords[outcome]}</Badge>
        <time dateTime={at}>{formatMoment(at)}</time>
      </div>
      <dl className={classes["facts"]}>
        {reason === "" ? null : (
          <div>
            <dt>Why</dt>
            <dd>{reason}</dd>
          </div>
        )}
        <div>
          <dt>What it means</dt>
          <dd>{meaningOf(decision)}</dd>
        </div>
        {origin === "automatic" ? (
          <div>
            <dt>Decided by</dt>
            <dd>A rule, automatically. A person decides about an appeal.</dd>
          </div>
        ) : null}
      </dl>
      <ToTheListing decision={decision} />
      {appeal.state === "none" ? null : <AppealPart decision={decision} />}
    </article>
  );
}

function ToTheListing({ decision: { listing, reviewId } }: { decision: StandingDecision }) {
  const viewer = useViewer();
  if (listing === null) return null;
  if (reviewId !== null)
    return (
      <AnchorLink to="/listings/$listingId" params={{ listingId: listing.id }} size="sm">
        Open {listing.title}
      </AnchorLink>
    );
  return may(viewer, "creator.read") ? (
    <AnchorLink to="/creator/listings/$listingId" params={{ listingId: listing.id }} size="sm">
      Open {listing.title} on your desk
    </AnchorLink>
  ) : null;
}

function AppealPart({ decision }: { decision: StandingDecision }) {
  const { state, text, answer } = decision.appeal;
  if (state === "possible" || state === "none")
    return (
      <div className={classes["appeal"]}>
        <AppealForm decision={decision} />
      </div>
    );
  return (
    <div className={classes["appeal"]}>
      <Badge component="span" color={state === "granted" ? "green" : state === "denied" ? "red" : "yellow"}>
        {appealWords[state]}
      </Badge>
      <dl className={classes["facts"]}>
        <div>
          <dt>You wrote</dt>
          <dd>{text}</dd>
        </div>
        {answer === "" ? null : (
          <div>
            <dt>The answer</dt>
            <dd>{answer}</dd>
          </div>
        )}
      </dl>
      {state === "open"
        ? "Somebody else than the first moderator reads it. You hear when it is decided."
        : null}
    </div>
  );
}
