import type { FieldIssue } from "@boltz/contract";
import type { Strategy } from "../language/schema.ts";
import { walkRules } from "../language/walk.ts";

export interface ProofLimits {
  /** Bars of all markets together. */
  maxBars: number;
  /** Units of `workOf` for a whole proof; one takes about 10 nanoseconds of one core, and 30 at worst. */
  maxWork: number;
}

export const proofLimits: ProofLimits = { maxBars: 2_000_000, maxWork: 2_000_000_000 };

/** Shares of the whole work that the parts of a proof may take; the last one is for each single run. */
export const workShares = { prefix: 0.25, parameterMap: 0.15, attribution: 0.3, pbo: 0.15, run: 1 / 16 };

/** Why a document is not run at all: it is no strategy, its bars are not there, or it would take too long. */
export class ProofRefused extends Error {
  readonly issues: readonly FieldIssue[];

  constructor(message: string, issues: readonly FieldIssue[] = []) {
    super(message);
    this.name = "ProofRefused";
    this.issues = issues;
  }
}

/** Estimates what one run over so many bars takes, and what one takes whose indicators are known already. */
export function workOf(strategy: Strategy, bars: number): { run: number; replay: number } {
  let parts = 4;
  walkRules(strategy, {
    onNode: () => {
      parts += 1;
    },
  });
  return { run: bars * (parts + 6 * Object.keys(strategy.indicators).length), replay: bars * parts };
}
