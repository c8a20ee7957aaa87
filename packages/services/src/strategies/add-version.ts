import { type addVersionInput, MarketError, type StrategyView } from "@boltz/contract";
import { isDuplicate } from "@boltz/db";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { requireStrategy } from "./checked-document.ts";
import { insertVersion } from "./new-version.ts";
import { creatorOfStrategy, readStrategy } from "./strategy-view.ts";

export type AddVersionInput = z.output<typeof addVersionInput>;

/** Adds an immutable version: later than every earlier one, and with other contents than each of them. */
export const addVersion = async ({ ctx, input }: Call<AddVersionInput>): Promise<StrategyView> => {
  const person = personOf(ctx.actor);
  const { strategyId, version, changelog } = input;
  const add = ctx.database.withActor(person, async (tx) => {
    const creatorId = await creatorOfStrategy(tx, strategyId);
    enforcePolicy(person, "strategy.change", { ownerId: creatorId });
    const { text: document, specHash, summary } = requireStrategy(input.document);
    await insertVersion(tx, {
      ...{ strategyId, creatorId, version, changelog, kind: "declared" },
      ...{ document, specHash, summary },
    });
    return readStrategy(tx, strategyId);
  });
  return add.catch((cause: unknown) => {
    if (isDuplicate(cause)) throw new MarketError("conflict", { cause });
    throw cause;
  });
};
