import type { CaseView, OwnListing, ReviewView } from "@boltz/contract";
import { Badge, Text } from "@mantine/core";
import { DocumentView } from "../../components/document-view.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { Section } from "../../components/page.tsx";
import { placed } from "../../components/places.ts";
import { formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import { AttachedText } from "../attached/attached-text.tsx";
import { flagWords } from "../flags/flag-words.ts";
import { meaningOf, outcomeWords, partWords } from "../standing/decision-words.ts";
import { VerificationPanel } from "../trials/verification-panel.tsx";
import own from "./case.module.css";
import { DecisionHistory } from "./decision-history.tsx";
import classes from "./moderation.module.css";
import { StandingPanel } from "./standing-panel.tsx";
import { TextToJudge } from "./text-to-judge.tsx";

/** Everything to read before deciding, what the case is about first. */
export function CaseContent({ view }: { view: CaseView }) {
  const { appeal, flags, review, change, document, attachedText } = view;
  const isReported = view.case.kind === "flagged_listing" || view.case.kind === "flagged_review";
  return (
    <>
      {appeal ? <Appeal appeal={appeal} /> : null}
      {isReported ? <Reports flags={flags} /> : null}
      {review ? <ReviewInContext review={review} /> : null}
      {change ? (
        <Section title={titleOfText(view)} id="text">
          <TextToJudge change={change} />
        </Section>
      ) : null}
      {view.case.kind === "submission" && view.listing ? <Proof listing={view.listing} /> : null}
      {document ? (
        <Section title="Document" id="document">
          <DocumentView document={document} specHash={null} />
        </Section>
      ) : null}
      {attachedText === null ? null : (
        <Section title="Strategy file" id="strategy-file">
          <AttachedText text={attachedText} />
        </Section>
      )}
      {isReported || flags.length === 0 ? null : <Reports flags={flags} />}
      <Section title="Decisions before" id="history">
        <DecisionHistory history={view.history} empty="Nothing was decided before." />
      </Section>
      <Section title={`Standing of ${view.case.concerns.displayName}`} id="standing">
        <StandingPanel creatorId={view.case.concerns.id} withHistory={false} />
      </Section>
    </>
  );
}

const titleOfText = ({ case: { kind }, change }: CaseView) =>
  kind !== "submission" ? "The strategy" : change?.before ? "What changed" : "What buyers would read";

const Proof = ({ listing: { id, strategyId, latestVersion } }: { listing: OwnListing }) =>
  latestVersion === null ? null : (
    <Section title="Proof" id="proof">
      <VerificationPanel strategyId={strategyId} version={latestVersion} />
      <p className={own["quiet"]}>
        <AnchorLink to="/listings/$listingId" params={{ listingId: id }} size="sm">
          See its whole proof
        </AnchorLink>
      </p>
    </Section>
  );

const Appeal = ({ appeal: { text, at, against } }: { appeal: NonNullable<CaseView["appeal"]> }) => (
  <>
    <Section title="The appeal" id="appeal">
      <blockquote className={own["quote"]}>{text}</blockquote>
      <p className={own["quiet"]}>Sent {formatMoment(at)}</p>
    </Section>
    <Section title="Against this decision" id="against">
      <div className={classes["event"]}>
        <strong>
          {against.part ? `${partWords[against.part]}: ` : null}
          {outcomeWords[against.outcome]}
        </strong>
        <span className={classes["eventFacts"]}>
          {formatMoment(against.at)} by {against.by}
        </span>
        {against.harm ? <Badge color="red">For harm</Badge> : null}
        <p className={classes["eventWords"]}>{against.reason}</p>
      </div>
      <p className={own["quiet"]}>What they were told: “{meaningOf(against)}”</p>
    </Section>
  </>
);

const Reports = ({ flags }: { flags: CaseView["flags"] }) => (
  <Section title={plural(flags.length, "report")} id="reports">
    <ol className={classes["history"]}>
      {placed(flags).map(({ entry: { reason, note, at, by }, place }) => (
        <li key={place} className={classes["event"]}>
          <strong>{flagWords[reason].label}</strong>
          <span className={classes["eventFacts"]}>
            {formatMoment(at)} by {by}
          </span>
          <p className={classes["eventWords"]}>{note === "" ? flagWords[reason].meaning : note}</p>
        </li>
      ))}
    </ol>
  </Section>
);

const ReviewInContext = ({ review }: { review: ReviewView }) => (
  <Section title="The review" id="review">
    <blockquote className={own["quote"]}>{review.text}</blockquote>
    <p className={own["quiet"]}>
      {review.rating} of 5 by {review.author}, {formatMoment(review.createdAt)}, version {review.version}
      {review.daysInstalled === null
        ? ", never installed"
        : `, installed for ${plural(review.daysInstalled, "day")}`}
      {review.counts ? null : ", does not count"}
      {review.hidden ? ", hidden" : null}
    </p>
    {review.reply ? (
      <>
        <Text fw={560} mt="md" mb={6}>
          The creator's answer
        </Text>
        <blockquote className={own["quote"]}>{review.reply.text}</blockquote>
      </>
    ) : null}
  </Section>
);
