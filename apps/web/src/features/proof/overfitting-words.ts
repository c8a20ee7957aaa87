import type { Overfitting } from "@boltz/contract";
import { plural } from "../../format/numbers.ts";
import { formatAmount, formatChance, formatRatio } from "./figure-format.ts";

interface OverfittingFacts {
  overfitting: Overfitting;
  /** Of the part that the author could run on. */
  inSample: { sharpe: number | null; years: number } | null;
}

export interface OverfittingLine {
  title: string;
  /** The figure by itself, as a reader would look for it. */
  figure: string;
  sentence: string;
}

/** What the figures say about luck, each in a sentence that follows from its values and promises nothing. */
export const overfittingLines = (facts: OverfittingFacts): OverfittingLine[] => [
  trialsLine(facts),
  deflatedLine(facts.overfitting),
  evidenceLine(facts.overfitting),
  backtestLine(facts.overfitting),
  looksLine(facts.overfitting),
  lengthLine(facts),
];

function trialsLine({ overfitting, inSample }: OverfittingFacts): OverfittingLine {
  const { trials, expectedBestSharpe } = overfitting;
  const own = inSample?.sharpe ?? null;
  const mine = own === null ? "" : ` This one shows ${formatRatio(own)}.`;
  return {
    title: "Tries",
    figure: plural(trials, "try", "tries"),
    sentence:
      trials === 1
        ? "This is the only document that the author ran on these bars here, so it was not picked from several."
        : `This is one of ${plural(trials, "different document")} that the author ran on these bars here. Among so many, luck alone would show a best Sharpe ratio of about ${formatRatio(expectedBestSharpe)} a year.${mine}`,
  };
}

function deflatedLine({ dsr, trials }: Overfitting): OverfittingLine {
  const than = trials === 1 ? "above zero" : "above what luck alone would show";
  return {
    title: "Deflated Sharpe ratio (DSR)",
    figure: chanceFigure(dsr),
    sentence:
      dsr === null
        ? "It is not defined here: the record in sample is too short, or never moves."
        : `The chance that its true Sharpe ratio in sample is ${than} is ${formatChance(dsr)}: ${weightOf(dsr)}.`,
  };
}

function evidenceLine({ evidence, holdoutLooks }: Overfitting): OverfittingLine {
  return {
    title: "On bars that no try had seen",
    figure: chanceFigure(evidence),
    sentence:
      evidence === null
        ? "There are not enough such bars yet to say anything."
        : `On the sealed bars and those after publication together, the chance that its true Sharpe ratio is ${holdoutLooks === 0 ? "above zero" : "above what luck would show in so many looks at them"} is ${formatChance(evidence)}: ${weightOf(evidence)}.`,
  };
}

function backtestLine({ pbo, pboConfigurations }: Overfitting): OverfittingLine {
  return {
    title: "Probability of overfitting (PBO)",
    figure: chanceFigure(pbo),
    sentence:
      pbo === null
        ? "It needs at least eight settings or tries to compare, and there are fewer."
        : `Over ${plural(pboConfigurations, "setting or try", "settings and tries")}: in ${formatChance(pbo)} of the ways to split the bars in two, the one that was best in one half was in the lower half of all in the other. ${pboWeight(pbo)}`,
  };
}

function looksLine({ holdoutLooks }: Overfitting): OverfittingLine {
  return {
    title: "Looks at the sealed bars",
    figure: holdoutLooks === 0 ? "None before" : `${plural(holdoutLooks, "version")} before`,
    sentence:
      holdoutLooks === 0
        ? "No version of this author had been run on the same sealed bars before this one."
        : `${plural(holdoutLooks, "version")} of this author had been run on the same sealed bars before. Each look teaches a little about them: take the holdout as less fresh.`,
  };
}

function lengthLine({ overfitting, inSample }: OverfittingFacts): OverfittingLine {
  const { minBacktestYears, trials } = overfitting;
  const has = inSample === null ? null : inSample.years;
  const title = "Length of the record";
  const figure = has === null ? "–" : yearsText(has);
  if (has === null) return { title, figure, sentence: "There is no part that the author could run on." };
  if (trials === 1)
    return { title, figure, sentence: "After a single try there is nothing to make up for by its length." };
  if (minBacktestYears === null)
    return {
      title,
      figure,
      sentence: "No record is long enough to set a Sharpe ratio that is not above zero apart from luck.",
    };
  const enough = has >= minBacktestYears;
  return {
    title,
    figure,
    sentence: `After ${plural(trials, "try", "tries")}, luck alone is expected to reach this Sharpe ratio on any record shorter than ${yearsText(minBacktestYears)}. This one is ${enough ? "longer" : "shorter"}.`,
  };
}

const yearsText = (years: number) => `${formatAmount(years)} ${years === 1 ? "year" : "years"}`;

function chanceFigure(probability: number | null): string {
  const words = probability === null ? "–" : formatChance(probability);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How much a probability weighs, in words that stay on the careful side. */
function weightOf(probability: number): string {
  if (probability >= 0.95) return "hard to explain by luck alone";
  if (probability >= 0.8) return "likely, but far from certain";
  if (probability > 0.5) return "weak evidence";
  if (probability > 0.2) return "luck explains it as well";
  return "luck would explain more than this";
}

function pboWeight(pbo: number): string {
  if (pbo <= 0.1) return "What was best tended to stay good.";
  if (pbo < 0.5) return "What was best stayed good more often than not.";
  return "Being best in one half said nothing good about the other.";
}
