import { type ClaimRule, findClaims } from "@boltz/domain";
import { diffLines, diffWordsWithSpace } from "diff";

/** A stretch of a text: as it was, new, or gone; `claim` where it is a promise that may not be made. */
export interface TextPart {
  kind: "same" | "added" | "removed" | "skipped";
  text: string;
  claim: ClaimRule | null;
}

interface Stretch {
  kind: "same" | "added" | "removed";
  text: string;
}

const patienceMs = 400;

const kindOf = ({ added, removed }: { added: boolean; removed: boolean }) =>
  added ? "added" : removed ? "removed" : "same";

/** Where less than this share of a text stayed, its new wording is easier to read whole. */
const leastKept = 0.3;

const replaced = (before: string, now: string): Stretch[] => [
  { kind: "removed", text: before },
  { kind: "added", text: now },
];

/** Joins changes that only blanks stand between: what went, then what came, as a person would write it. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  let [gone, come] = ["", ""];
  const flush = () => {
    if (gone !== "") found.push({ kind: "removed", text: gone });
    if (come !== "") found.push({ kind: "added", text: come });
    [gone, come] = ["", ""];
  };
  for (const [place, { kind, text }] of stretches.entries()) {
    const isBetween = place > 0 && place < stretches.length - 1 && text.trim() === "";
    if (kind === "same" && !isBetween) {
      flush();
      found.push({ kind, text });
      continue;
    }
    if (kind !== "added") gone += text;
    if (kind !== "removed") come += text;
  }
  flush();
  return found;
}

function stretchesOf(before: string | null, now: string): Stretch[] {
  if (before === null || before === now) return [{ kind: "same", text: now }];
  const options = { timeout: patienceMs };
  const changes = diffWordsWithSpace(before, now, options) ?? diffLines(before, now, options);
  if (changes === undefined) return replaced(before, now);
  const found = joined(changes.map((change) => ({ kind: kindOf(change), text: change.value })));
  const kept = found.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.length : 0), 0);
  return kept < leastKept * Math.min(before.length, now.length) ? replaced(before, now) : found;
}

/**
 * How a text became what it is now, word by word, with its promises marked. The parts that were not
 * removed are the text of now; a text that takes too long to compare is shown as replaced.
 */
export function textParts(before: string | null, now: string): TextPart[] {
  const claims = findClaims(now);
  const parts: TextPart[] = [];
  let at = 0;
  for (const { kind, text } of stretchesOf(before, now)) {
    if (kind === "removed") {
      parts.push({ kind, text, claim: null });
      continue;
    }
    const end = at + text.length;
    const edges = claims
      .flatMap((claim) => [claim.start, claim.end])
      .filter((edge) => edge > at && edge < end);
    for (const [place, from] of [at, ...edges].entries()) {
      const until = edges[place] ?? end;
      const claim = claims.find((one) => one.start <= from && until <= one.end);
      if (until > from) parts.push({ kind, text: now.slice(from, until), claim: claim?.rule ?? null });
    }
    at = end;
  }
  return parts;
}

/** What is one value is replaced whole: a price is not changed digit by digit. */
export const valueParts = (before: string | null, now: string): TextPart[] =>
  before === null || before === now
    ? [{ kind: "same", text: now, claim: null }]
    : [
        { kind: "removed", text: before, claim: null },
        { kind: "added", text: now, claim: null },
      ];

const around = 90;

/** The last `around` characters, or the first, up to the end of a word. */
const tail = (text: string) => text.slice(-around).replace(/^\S*\s/u, "");
const head = (text: string) => text.slice(0, around).replace(/\s\S*$/u, "");

/** Leaves out of the unchanged what is far from a change or a promise. */
export function shortened(parts: readonly TextPart[]): TextPart[] {
  return parts.flatMap((part, place): TextPart[] => {
    if (part.kind !== "same" || part.claim !== null) return [part];
    const [isFirst, isLast] = [place === 0, place === parts.length - 1];
    if (part.text.length <= around * (isFirst || isLast ? 1 : 2) + 20) return [part];
    return [
      ...(isFirst ? [] : [{ ...part, text: head(part.text) }]),
      { kind: "skipped", text: " … ", claim: null },
      ...(isLast ? [] : [{ ...part, text: tail(part.text) }]),
    ];
  });
}

export const hasChanged = (parts: readonly TextPart[]) => parts.some(({ kind }) => kind !== "same");
