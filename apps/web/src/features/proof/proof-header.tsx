import type { ProofView } from "@boltz/contract";
import { Badge } from "@mantine/core";
import { formatDay } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./proof.module.css";
import { brokenBadge, proofBadges } from "./proof-words.ts";
import { SegmentLegend } from "./segment-mark.tsx";
import { useReceiptCheck } from "./use-receipt-check.ts";

/** How far this version may be trusted, in one badge and one honest sentence. */
export function ProofHeader({ proof }: { proof: ProofView }) {
  const isBroken = useReceiptCheck(proof).kind === "broken";
  const { label, colour, sentence } = isBroken ? brokenBadge : proofBadges[proof.state];
  const { report } = proof;
  const bars = report?.markets.reduce((sum, market) => sum + market.bars, 0) ?? 0;
  const synthetic = report?.markets.filter(({ isSynthetic }) => isSynthetic) ?? [];
  return (
    <div className={classes["head"]} data-state={isBroken ? "failed" : proof.state}>
      <div className={classes["standing"]}>
        <Badge size="xl" color={colour}>
          {label}
        </Badge>
        <span className={classes["facts"]}>
          Version {proof.version}
          {report === null
            ? null
            : `, ${plural(bars, "bar")} of ${plural(report.markets.length, "symbol")}, ${report.engine}`}
          {proof.checkedAt === null ? null : `, ${formatDay(proof.checkedAt)}`}
        </span>
      </div>
      <p className={classes["sentence"]}>{sentence}</p>
      {synthetic.length === 0 ? null : (
        <p className={classes["sentence"]}>
          <strong>{synthetic.map(({ symbol }) => symbol).join(", ")}</strong>
          {synthetic.length === 1 ? " is" : " are"} made by a generator: no market ever traded like this.
        </p>
      )}
      {report === null ? null : <SegmentLegend />}
    </div>
  );
}
