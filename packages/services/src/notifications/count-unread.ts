import { MarketError, type unreadOutput } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const countUnread = async (_: { ctx: Context }): Promise<z.output<typeof unreadOutput>> => {
  throw new MarketError("internal");
};
