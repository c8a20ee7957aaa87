import { type Context, listLibrary } from "@boltz/services";
import { demoCreators } from "./catalogue/catalogue.ts";
import { tellCreatorStory } from "./creator-story.ts";
import { buyInDemo } from "./demo-buying.ts";
import { importDemoDatasets } from "./demo-datasets.ts";
import type { Speaker } from "./demo-opinions.ts";
import {
  demoAdmin,
  demoBuyer,
  demoCreator,
  demoFinance,
  demoModerator,
  demoPassword,
  demoReaders,
  type Seeding,
  seedPerson,
} from "./demo-people.ts";
import type { Reader } from "./demo-sales.ts";
import type { DemoSandbox } from "./demo-sandbox.ts";
import { tellTrials } from "./demo-trials.ts";
import { type Author, authorOf } from "./publication.ts";
import { type Published, publishAll } from "./publish-listings.ts";
import { tellTrustStory } from "./trust-story.ts";

export interface DemoOptions extends Seeding {
  /** Where payments are pretended. Without it nothing that costs is bought: no real provider is told of a demo. */
  sandbox: DemoSandbox | null;
  /** Also brings the demo's bars, and proves on them what can be proved. Otherwise nothing is, for lack of bars. */
  proofs: boolean;
}

const boughtInDemo = new Set(["Golden cross, unhurried", "Band snapback", "Index tide"]);

const fillLibrary = async (buyer: Context, published: Published, sandbox: DemoSandbox | null) => {
  const library = await listLibrary({ ctx: buyer, input: { limit: 50 } });
  const owned = new Set(library.items.map((item) => item.listingId));
  const wanted = [...published].filter(
    ([name, { listingId }]) => boughtInDemo.has(name) && !owned.has(listingId),
  );
  for (const [, { listingId, price }] of wanted)
    if (price.amountMinor === "0" || sandbox !== null) await buyInDemo(buyer, sandbox, { listingId });
};

/** What is sealed is settled by the bars before the catalogue came out; those after it follow at once. */
const bringBars = async (services: Seeding["services"], authors: ReadonlyMap<string, Author>) => {
  await importDemoDatasets(services, "before");
  await importDemoDatasets(services, "whole");
  await tellTrials(authors);
};

/**
 * Fills an empty marketplace through the same verbs that people use: the demo's people, the catalogue,
 * approved by its moderator, purchases, and what money does. A second run finds it there and changes nothing.
 */
export const seedDemo = async ({ sandbox, proofs, ...seeding }: DemoOptions): Promise<void> => {
  const passwordHash = await (await seeding.auth.$context).password.hash(demoPassword);
  const person = (one: Parameters<typeof seedPerson>[1]) => seedPerson(seeding, one, passwordHash);
  const moderator = await person(demoModerator);
  const finance = await person(demoFinance);
  await person(demoAdmin);
  const creator = await person(demoCreator);
  const buyer = await person(demoBuyer);
  const authors = new Map<string, Author>();
  for (const { key, email, displayName, bio } of demoCreators)
    authors.set(
      key,
      await authorOf(await person({ email, name: displayName, role: "user", creator: { displayName, bio } })),
    );
  const desk = await authorOf(creator);
  if (proofs) await bringBars(seeding.services, authors);
  const published = await publishAll({ authors, desk, moderator, isDatedBack: proofs });
  await fillLibrary(buyer, published, sandbox);
  if (sandbox === null) return;
  const { nora, omar, petra, ravi } = demoReaders;
  const readers = new Map<Reader, Context>([
    ["nora", await person(nora)],
    ["omar", await person(omar)],
    ["petra", await person(petra)],
    ["ravi", await person(ravi)],
  ]);
  await tellCreatorStory({ creator, finance, readers, published, sandbox });
  const speakers = new Map<Speaker, Context>([["buyer", buyer], ...readers]);
  await tellTrustStory({ moderator, desk, authors, speakers, published });
};
