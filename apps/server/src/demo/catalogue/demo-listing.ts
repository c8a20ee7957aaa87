import { readFileSync } from "node:fs";
import {
  type CreateListingInput,
  createAttachedInput,
  type StrategyDocument,
  strategyDocument,
} from "@boltz/contract";
import type { z } from "zod";

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

/** A listing of files for another engine, which lie beside this one: `<file>.py` and `<file>.backtest.json`. */
export interface AttachedListing extends Omit<DemoListing, "versions"> {
  file: string;
  market: Pick<AttachedFiles, "style" | "assetClass" | "timeframe" | "symbols">;
}

export type AttachedFiles = z.output<typeof createAttachedInput>;

const readText = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");

/** A description in Markdown out of a file beside this one. */
export const readDescription = (file: string) => readText(`./${file}`).trim();

/** A strategy document out of a file beside this one, as an author would upload it. */
export const readDemoDocument = (file: string): StrategyDocument =>
  strategyDocument.parse(JSON.parse(readText(`./${file}`)));

/** The files of a listing, as their author would upload them. */
export const readAttachedFiles = ({ name, file, market }: AttachedListing): AttachedFiles =>
  createAttachedInput.parse({
    ...{ name, version: "1.0.0", changelog: "First release.", ...market },
    strategyFile: { name: `${file}.py`, text: readText(`./${file}.py`) },
    backtestFile: { name: `${file}.backtest.json`, text: readText(`./${file}.backtest.json`) },
  });
