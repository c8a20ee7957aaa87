import { type healthOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const getHealth = async (_: { ctx: Context }): Promise<z.output<typeof healthOutput>> => {
  throw new MarketError("internal");
};
