import type { OwnListing } from "@boltz/contract";
import { AnchorLink } from "../../components/links.tsx";
import { formatMoment } from "../../format/dates.ts";
import { outcomeWords } from "../standing/decision-words.ts";
import classes from "./creators.module.css";
import { wasRefused } from "./listing-standing.ts";

/** What was decided about a listing last, why, and what can be done about it. */
export function LastDecision({ listing }: { listing: OwnListing }) {
  const { lastDecision } = listing;
  if (lastDecision === null || lastDecision.reason === "") return null;
  const { outcome, reason, at, appeal } = lastDecision;
  if (!wasRefused(listing) && appeal !== "open") return null;
  return (
    <p className={classes["reason"]}>
      <strong>
        {outcomeWords[outcome]} on {formatMoment(at)}:
      </strong>{" "}
      {reason}{" "}
      {appeal === "none" ? null : (
        <AnchorLink to="/standing" inherit underline="always">
          {appeal === "possible" ? "Appeal against it" : "See your appeal"}
        </AnchorLink>
      )}
    </p>
  );
}
