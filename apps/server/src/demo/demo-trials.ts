import type { StrategyDocument } from "@boltz/contract";
import { runTrial } from "@boltz/services";
import { demoListings, readDemoDocument } from "./catalogue/catalogue.ts";
import type { Author } from "./publication.ts";

/** Whose record says that they searched: many tries on the same bars before one was published. */
const searched = { name: "RSI midline", lengths: [9, 11, 13, 15, 17, 19], margins: [1, 2, 3, 4] } as const;

const variantsOf = (document: StrategyDocument): StrategyDocument[] =>
  searched.lengths.flatMap((length) =>
    searched.margins.map((margin) => ({
      ...document,
      params: {
        length: { default: length, min: 7, max: 42, step: 1 },
        margin: { default: margin, min: 0, max: 10, step: 1 },
      },
    })),
  );

/** Tries one strategy in many variants, as its author did; nothing where it is there already. */
export const tellTrials = async (authors: ReadonlyMap<string, Author>): Promise<void> => {
  const listing = demoListings.find(({ name }) => name === searched.name);
  const author = listing === undefined ? undefined : authors.get(listing.creatorKey);
  const file = listing?.versions[0]?.file;
  if (author === undefined || file === undefined) throw new Error(`the catalogue has no ${searched.name}`);
  if (author.strategies.has(searched.name)) return;
  for (const document of variantsOf(readDemoDocument(file)))
    await runTrial({ ctx: author.ctx, input: { document } });
};
