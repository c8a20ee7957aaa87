import { readFileSync } from "node:fs";
import { type CreateListingInput, type StrategyDocument, strategyDocument } from "@boltz/contract";

export interface DemoCreator {
  key: string;
  displayName: string;
  email: string;
  bio: string;
}

export interface DemoVersion {
  version: string;
  /** The document beside this file; `readDemoDocument` reads it. */
  file: string;
  changelog: string;
  createdDaysAgo: number;
}

/** A listing of the demo catalogue, with its versions from the oldest to the newest. */
export interface DemoListing extends Omit<CreateListingInput, "strategyId"> {
  creatorKey: string;
  /** The strategy's own name, which its document repeats. */
  name: string;
  versions: DemoVersion[];
  createdDaysAgo: number;
}

const readText = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

/** A description in Markdown out of a file beside this one. */
export const readDescription = (file: string) => readText(`./${file}`).trim();

/** A strategy document out of a file beside this one, as an author would upload it. */
export const readDemoDocument = (file: string): StrategyDocument =>
  strategyDocument.parse(JSON.parse(readText(`./${file}`)));
