import type { createStrategyInput, StrategyView } from "@boltz/contract";
import { newId } from "@boltz/db";
import { strategies, strategyVersions } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { requireStrategy } from "./checked-document.ts";
import { readStrategy } from "./strategy-view.ts";

export type CreateStrategyInput = z.output<typeof createStrategyInput>;

/** Stores a strategy with its first version. */
export const createStrategy = async ({ ctx, input }: Call<CreateStrategyInput>): Promise<StrategyView> => {
  enforcePolicy(ctx.actor, "strategy.create");
  const creatorId = personOf(ctx.actor).id;
  const { text, specHash, summary } = requireStrategy(input.document);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const strategyId = newId("str");
    await tx.insert(strategies).values({ id: strategyId, creatorId, name: input.name });
    await tx.insert(strategyVersions).values({
      id: newId("ver"),
      strategyId,
      creatorId,
      version: input.version,
      document: text,
      specHash,
      summary,
      changelog: input.changelog,
    });
    return readStrategy(tx, strategyId);
  });
};
