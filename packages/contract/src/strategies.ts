import { z } from "zod";
import { fieldIssue } from "./errors.ts";
import { strategyId, versionId } from "./ids.ts";
import { timestamp } from "./page.ts";
import { text } from "./text.ts";

export const semver = z
  .string()
  .max(40)
  .regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/, "must look like 1.2.0");

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A JSON document as an author wrote it; the checker in `backtest` says whether it is a strategy. */
export const strategyDocument = z.record(z.string(), z.json());
export type StrategyDocument = z.infer<typeof strategyDocument>;

export const createStrategyInput = z.strictObject({
  name: text(3, 80),
  version: semver,
  document: strategyDocument,
  changelog: text(0, 2_000).default(""),
});

export const addVersionInput = z.strictObject({
  strategyId,
  version: semver,
  document: strategyDocument,
  changelog: text(0, 2_000).default(""),
});

export const versionKinds = ["declared", "attached"] as const;

export const versionView = z.object({
  id: versionId,
  version: semver,
  /** `attached`: files of another engine, which nothing here ever runs. */
  kind: z.enum(versionKinds),
  specHash: sha256Hex,
  changelog: z.string(),
  createdAt: timestamp,
});
export type VersionView = z.infer<typeof versionView>;

export const strategyView = z.object({
  id: strategyId,
  name: z.string(),
  versions: z.array(versionView.extend({ document: strategyDocument })),
});
export type StrategyView = z.infer<typeof strategyView>;

export const strategyRef = z.strictObject({ strategyId });

/** A strategy's rules in plain words, generated from its document. */
export const ruleSection = z.object({ title: z.string(), sentences: z.array(z.string()) });

export const checkStrategyInput = z.strictObject({ document: strategyDocument });
/** Issues, or the rules in words and the hash that the version would get. */
export const checkStrategyOutput = z.object({
  issues: z.array(fieldIssue),
  sections: z.array(ruleSection),
  specHash: sha256Hex.nullable(),
});
export type CheckStrategyOutput = z.infer<typeof checkStrategyOutput>;
