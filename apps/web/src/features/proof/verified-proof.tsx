import type { ListingPage, ProofReport, ProofView } from "@boltz/contract";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useMemo } from "react";
import { AttributionBars } from "./attribution-bars.tsx";
import { chartPoints, chartSummary } from "./chart-points.ts";
import { EquityChart } from "./equity-chart.tsx";
import { FiguresTable } from "./figures-table.tsx";
import { MonthlyTable } from "./monthly-table.tsx";
import { OverfittingPanel } from "./overfitting-panel.tsx";
import { ParameterHeatmap } from "./parameter-heatmap.tsx";
import classes from "./proof.module.css";
import { ProofPart } from "./proof-part.tsx";
import { ReceiptPanel } from "./receipt-panel.tsx";
import { RerunPanel } from "./rerun-panel.tsx";
import { Trades } from "./trades.tsx";

interface VerifiedProofProps {
  listing: ListingPage;
  proof: ProofView;
  report: ProofReport;
}

/** Everything that one run showed, from the curve to each trade, and how to run it again. */
export function VerifiedProof({ listing, proof, report }: VerifiedProofProps) {
  const points = useMemo(() => chartPoints(report), [report]);
  const summary = useMemo(() => chartSummary(report, points), [report, points]);
  const { version, receipt } = proof;
  return (
    <>
      <ProofPart title="Equity against buy and hold" id="proof-equity">
        <EquityChart points={points} summary={summary} />
      </ProofPart>
      <ProofPart title="Figures" id="proof-figures">
        <FiguresTable report={report} />
      </ProofPart>
      <ProofPart title="How much could be luck" id="proof-luck">
        <OverfittingPanel report={report} />
      </ProofPart>
      <ProofPart title="What each rule earned" id="proof-rules">
        <AttributionBars attribution={report.attribution} />
      </ProofPart>
      <ProofPart title="Other settings" id="proof-settings">
        <ParameterHeatmap listingId={listing.id} version={version} map={report.parameterMap} />
      </ProofPart>
      <ProofPart title="Months" id="proof-months">
        <MonthlyTable monthly={report.monthly} />
      </ProofPart>
      <ProofPart title="Trades" id="proof-trades">
        <Trades key={version} listingId={listing.id} version={version} report={report} />
      </ProofPart>
      {report.gate.length === 0 ? null : (
        <ProofPart title="Checks before publication" id="proof-gate">
          <GateList gate={report.gate} />
        </ProofPart>
      )}
      {receipt === null ? null : (
        <>
          <ProofPart title="Receipt" id="proof-receipt">
            <ReceiptPanel proof={proof} receipt={receipt} />
          </ProofPart>
          <ProofPart title="Run it yourself" id="proof-rerun">
            <RerunPanel key={version} listing={listing} version={version} payload={receipt.payload} />
          </ProofPart>
        </>
      )}
    </>
  );
}

const GateList = ({ gate }: { gate: ProofReport["gate"] }) => (
  <ul className={classes["gate"]}>
    {gate.map(({ check, passed, sentence }) => (
      <li key={check} data-passed={passed}>
        {passed ? (
          <IconCheck size={17} aria-label="Passed" role="img" />
        ) : (
          <IconX size={17} aria-label="Not passed" role="img" />
        )}
        {sentence}
      </li>
    ))}
  </ul>
);
