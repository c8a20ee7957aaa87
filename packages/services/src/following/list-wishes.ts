import { MarketError, type wishesOutput } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const listWishes = async (_: { ctx: Context }): Promise<z.output<typeof wishesOutput>> => {
  throw new MarketError("internal");
};
