import type { StrategyId, StrategyView } from "@boltz/contract";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { Call } from "../context.ts";
import { creatorOfStrategy, readStrategy } from "./strategy-view.ts";

/** A strategy with all its versions, for its creator and for moderators. */
export const getStrategy = async ({
  ctx,
  input,
}: Call<{ strategyId: StrategyId }>): Promise<StrategyView> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const ownerId = await creatorOfStrategy(tx, input.strategyId);
    enforcePolicy(person, "strategy.read", { ownerId });
    return readStrategy(tx, input.strategyId);
  });
};
