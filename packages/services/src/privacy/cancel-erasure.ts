import { type erasureView, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const cancelErasure = async (_: { ctx: Context }): Promise<z.output<typeof erasureView>> => {
  throw new MarketError("internal");
};
