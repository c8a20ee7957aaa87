import type { ReviewId } from "@boltz/contract";
import { useState } from "react";
import { ReportButton } from "./report-button.tsx";

/** The way to report somebody else's review; `mayFlag` of the review says whether to show it. */
export function ReportReview({ reviewId }: { reviewId: ReviewId }) {
  const [reported, setReported] = useState(false);
  return (
    <ReportButton
      flagged={{ reviewId }}
      label="Report"
      reported={reported}
      onReported={() => setReported(true)}
    />
  );
}
