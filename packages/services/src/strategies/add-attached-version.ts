import {
  type addAttachedVersionInput,
  MarketError,
  type StrategyId,
  type StrategyView,
} from "@boltz/contract";
import { isDuplicate, type Transaction } from "@boltz/db";
import { strategies } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { readAttached } from "../attached/read-attached.ts";
import { storeAttached } from "../attached/store-attached.ts";
import type { Call } from "../context.ts";
import { readStrategy } from "./strategy-view.ts";

/** Adds a version of attached files to a strategy that began with such. */
export const addAttachedVersion = async ({
  ctx,
  input,
}: Call<z.output<typeof addAttachedVersionInput>>): Promise<StrategyView> => {
  const person = personOf(ctx.actor);
  const { strategyId, version, changelog } = input;
  const add = ctx.database.withActor(person, async (tx) => {
    const { creatorId, name } = await findStrategy(tx, strategyId);
    enforcePolicy(person, "strategy.change", { ownerId: creatorId });
    const attached = readAttached({ ...input, name });
    await storeAttached(tx, { strategyId, creatorId, version, changelog }, attached);
    return readStrategy(tx, strategyId);
  });
  return add.catch((cause: unknown) => {
    if (isDuplicate(cause)) throw new MarketError("conflict", { cause });
    throw cause;
  });
};

const findStrategy = async (tx: Transaction, strategyId: StrategyId) => {
  const [row] = await tx
    .select({ creatorId: strategies.creatorId, name: strategies.name })
    .from(strategies)
    .where(eq(strategies.id, strategyId));
  if (row === undefined) throw new MarketError("not_found");
  return row;
};
