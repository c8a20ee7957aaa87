import { type followsOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const listFollowed = async (_: { ctx: Context }): Promise<z.output<typeof followsOutput>> => {
  throw new MarketError("internal");
};
