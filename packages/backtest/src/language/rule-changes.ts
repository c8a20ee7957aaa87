import type { RuleSection } from "./describe.ts";

/** The sentences, each under its section's title, that one description of rules has and the other has not. */
export function ruleChanges(before: readonly RuleSection[], now: readonly RuleSection[]) {
  const [old, present] = [sentencesOf(before), sentencesOf(now)];
  return {
    rulesRemoved: old.filter((sentence) => !present.includes(sentence)),
    rulesAdded: present.filter((sentence) => !old.includes(sentence)),
  };
}

const sentencesOf = (sections: readonly RuleSection[]): string[] =>
  sections.flatMap(({ title, sentences }) => sentences.map((sentence) => `${title}: ${sentence}`));
