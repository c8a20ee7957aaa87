import type { EvidenceCard } from "@boltz/contract";
import { marketNameOf, styleName } from "../../format/markets.ts";
import { formatCount } from "../../format/numbers.ts";
import { formatGain, formatPercent, formatRatio, undefinedFigure } from "../proof/figure-format.ts";
import { SegmentMark } from "../proof/segment-mark.tsx";
import { segmentColours } from "../proof/segments.ts";
import classes from "./card-proof.module.css";
import { TierBadge, tierSentences } from "./tier-badge.tsx";

/** What the proof says, in little space: figures only of what was run here. */
export function CardProof({ proof }: { proof: EvidenceCard }) {
  const { tier, assetClass, timeframe, style } = proof;
  const market = [
    assetClass === null ? null : marketNameOf(assetClass),
    timeframe,
    style === null ? null : styleName(style),
  ];
  return (
    <div className={classes["proof"]}>
      <div className={classes["head"]}>
        <TierBadge tier={tier} />
        <span className={classes["market"]}>{market.filter((part) => part !== null).join(" · ")}</span>
      </div>
      {tier === "verified" ? (
        <ProofFigures proof={proof} />
      ) : (
        <p className={classes["plain"]}>{tierSentences[tier]}</p>
      )}
    </div>
  );
}

/** The two parts that a record is told by, never mixed: the sealed bars, and all of it. */
const ProofFigures = ({ proof }: { proof: EvidenceCard }) => {
  const holdout = { color: `var(${segmentColours.holdout})` };
  return (
    <div className={`${classes["figures"]} num`}>
      <section aria-label="Sealed holdout">
        <SegmentMark segment="holdout" />
        <dl>
          <div>
            <dt>Sharpe</dt>
            <dd style={holdout}>{formatRatio(proof.holdoutSharpe)}</dd>
          </div>
          <div>
            <dt>Return</dt>
            <dd style={holdout}>{formatGain(proof.holdoutReturn)}</dd>
          </div>
        </dl>
      </section>
      <section aria-label="Whole record">
        <span className={classes["whole"]}>Whole record</span>
        <dl>
          <div>
            <dt>Drawdown</dt>
            <dd>{formatPercent(proof.maxDrawdown)}</dd>
          </div>
          <div>
            <dt>Trades</dt>
            <dd>{proof.trades === null ? undefinedFigure : formatCount(proof.trades)}</dd>
          </div>
        </dl>
      </section>
    </div>
  );
};
