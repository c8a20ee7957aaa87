import type { StrategyView } from "@boltz/contract";
import { strategies } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { readStrategies } from "./strategy-view.ts";

/** Everything the creator wrote, newest first. */
export const listMyStrategies = async ({ ctx }: { ctx: Context }): Promise<StrategyView[]> => {
  enforcePolicy(ctx.actor, "creator.read");
  const { id } = personOf(ctx.actor);
  return ctx.database.withActor(ctx.actor, (tx) => readStrategies(tx, eq(strategies.creatorId, id)));
};
