import type { ListingRules } from "@boltz/contract";

type RulesRead = Pick<ListingRules, "sections" | "document">;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The value at which each parameter stands: from the document, or from the sentences that are written of it where the
 * document comes with the purchase only.
 */
export function paramDefaults({ document, sections }: RulesRead): Map<string, number> {
  const params = document?.["params"];
  if (isRecord(params))
    return new Map(
      Object.entries(params).flatMap(([name, param]) => {
        const value = isRecord(param) ? param["default"] : undefined;
        return typeof value === "number" ? [[name, value]] : [];
      }),
    );
  const sentences = sections.find(({ title }) => title === "Parameters")?.sentences ?? [];
  return new Map(
    sentences.flatMap((sentence) => {
      const [, name, value] = /^(\S+) is (-?[\d.]+(?:e[+-]?\d+)?); it can be set/.exec(sentence) ?? [];
      return name === undefined || value === undefined ? [] : [[name, Number(value)]];
    }),
  );
}
