import type { createAttachedInput, StrategyView } from "@boltz/contract";
import { newId } from "@boltz/db";
import { strategies } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import { readAttached } from "../attached/read-attached.ts";
import { storeAttached } from "../attached/store-attached.ts";
import type { Call } from "../context.ts";
import { readStrategy } from "./strategy-view.ts";

/** Stores files of another engine as a strategy of its own, with figures recomputed from its trades. */
export const createAttached = async ({
  ctx,
  input,
}: Call<z.output<typeof createAttachedInput>>): Promise<StrategyView> => {
  enforcePolicy(ctx.actor, "strategy.create");
  const creatorId = personOf(ctx.actor).id;
  const { name, version, changelog } = input;
  const attached = readAttached(input);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const strategyId = newId("str");
    await tx.insert(strategies).values({ id: strategyId, creatorId, name });
    await storeAttached(tx, { strategyId, creatorId, version, changelog }, attached);
    return readStrategy(tx, strategyId);
  });
};
