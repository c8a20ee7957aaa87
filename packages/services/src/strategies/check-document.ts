import { checkStrategy, describeStrategy, specHash } from "@boltz/backtest";
import type { CheckStrategyOutput, StrategyDocument } from "@boltz/contract";
import { enforcePolicy } from "@boltz/domain";
import type { Call } from "../context.ts";
import { issuesOf } from "./checked-document.ts";

/** Says what is wrong with a document, or what it does in plain words. Stores nothing. */
export const checkDocument = async ({
  ctx,
  input,
}: Call<{ document: StrategyDocument }>): Promise<CheckStrategyOutput> => {
  enforcePolicy(ctx.actor, "creator.read");
  const result = checkStrategy(input.document);
  if (!result.ok) return { issues: issuesOf(input.document), sections: [], specHash: null };
  return { issues: [], sections: describeStrategy(result.strategy), specHash: specHash(result.strategy) };
};
