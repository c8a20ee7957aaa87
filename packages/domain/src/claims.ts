import { type ClaimRule, claimPatterns, place } from "./claim-rules.ts";
import { type FoldedText, foldText } from "./folded-text.ts";

export { type ClaimRule, claimSentences } from "./claim-rules.ts";

/** A promise that no strategy can keep, at `start` to `end` (exclusive, in UTF-16 units) of its text. */
export interface Claim {
  start: number;
  end: number;
  words: string;
  rule: ClaimRule;
}

/** How far a promise is read around, in folded characters. */
const near = 64;

const clause = "(?:(?! - | but )[^,;:]){0,34}";
const statement = "(?:(?! - | but )[^;:]){0,40}";
const denials = [
  `\\b(?:no(?! (?:doubt|wonder|matter|brainer|risks?|loss|losses|losing|need))|without(?! (?:any )?(?:risks?|loss|losses))|cannot(?! lose)|can't(?! lose)|never(?! (?:loses?|lost))|don't(?! (?:wait|miss|worry))|do not(?! (?:wait|miss|worry))|won't|wouldn't|couldn't)\\b${clause}`,
  `\\b(?:not(?! (?:only|just|merely))|nothing(?! but)|nobody|none|neither|nor|isn't|aren't|wasn't|weren't|doesn't|didn't|hardly|rarely|seldom|far from|impossible)\\b${statement}`,
  `\\b(?:beware|distrust|wary|sceptical|skeptical)\\b${statement}`,
  `\\b(?:avoid|ignore|question) (?:any|anyone|anybody|people|sellers?|those|claims?|promises?|offers?)\\b${statement}`,
  `\\b(?:words|claims?|promises?|adverts?|offers?) (?:like|such as|of)\\b${statement}`,
  `\\b(?:anyone|anybody|whoever|those|people|somebody|someone)(?: who)? (?:promises?|claims?|offers?|sells?|tells?)\\b${statement}`,
];
const deniedBefore = new RegExp(`(?:${denials.join("|")})$`, "u");
const deniedAfter =
  /^[^.!?,;\n]{0,34}\b(?:do|does)(?: not|n't) exist\b|^[^.!?,;\n]{0,34}\b(?:is|are) (?:(?:a|an|only a|just a|always a) )?(?:myths?|lies?|scams?|illusions?|impossible|nonsense|fantasy|red flags?|fairy tales?)\b|^[^.!?,;\n]{0,34}\b(?:is|are) (?:not|never) (?:possible|promised|offered|real)\b|^[^.!?,;\n]{0,20}\? (?:no|never|not|nothing|there is no)\b/u;

const source =
  /https?:\/\/|\bback-? ?test(?:s|ed|ing)?\b|\bout[ -]of[ -]sample\b|\bholdout\b|\bmeasured\b|\bsimulat(?:ed|ion)\b/gu;

interface Span {
  start: number;
  end: number;
}

/** Where each sentence begins; a closing one past the end answers for what comes after the last. */
const sentenceStarts = (text: string): number[] => [
  0,
  ...Array.from(text.matchAll(/[.!?](?= |$)|\n/gu), ({ index }) => index + 1),
  text.length + 1,
];

/** The number of the sentence around each place; places only grow from one question to the next. */
const sentenceFinder = (starts: readonly number[]) => {
  let sentence = 0;
  return (at: number): number => {
    while ((starts[sentence + 1] ?? Number.POSITIVE_INFINITY) <= at) sentence += 1;
    return sentence;
  };
};

/** Whether the words at a place promise nothing: they are denied, or mean something else there. */
const isHarmless = (text: string, { start, end }: Span, from: number, unless: RegExp): boolean => {
  const before = text.slice(Math.max(from, start - near), start);
  const after = text.slice(end, end + near);
  return unless.test(`${before}${place}${after}`) || deniedBefore.test(before) || deniedAfter.test(after);
};

/** Which folded characters a claim holds already; a later rule leaves them alone. */
const takeFree = (taken: Uint8Array, { start, end }: Span): boolean => {
  if (taken.subarray(start, end).includes(1)) return false;
  taken.fill(1, start, end);
  return true;
};

const claimAt = (
  original: string,
  { starts, ends }: FoldedText,
  { start, end, rule }: Span & { rule: ClaimRule },
): Claim => {
  const [from, to] = [starts[start] ?? 0, ends[end - 1] ?? original.length];
  return { start: from, end: to, words: original.slice(from, to), rule };
};

/**
 * The promises in a text that a listing may not make, in their order. "Nothing is guaranteed" promises
 * nothing, and a return may stand beside its source: in its sentence, or in the one after it. Takes
 * time in proportion to the text's length, whatever it says.
 */
export const findClaims = (original: string): Claim[] => {
  const folded = foldText(original);
  const { text } = folded;
  const begins = sentenceStarts(text);
  const sourceIn = sentenceFinder(begins);
  const sourced = new Set(Array.from(text.matchAll(source), ({ index }) => sourceIn(index)));
  const taken = new Uint8Array(text.length);
  const found: (Span & { rule: ClaimRule })[] = [];
  for (const { rule, pattern, unless } of claimPatterns) {
    const sentenceOf = sentenceFinder(begins);
    for (const match of text.matchAll(pattern)) {
      const words = { start: match.index, end: match.index + match[0].length, rule };
      const sentence = sentenceOf(words.start);
      if (rule === "return_without_source" && (sourced.has(sentence) || sourced.has(sentence + 1))) continue;
      if (isHarmless(text, words, begins[sentence] ?? 0, unless)) continue;
      if (takeFree(taken, words)) found.push(words);
    }
  }
  return found.sort((a, b) => a.start - b.start).map((words) => claimAt(original, folded, words));
};
