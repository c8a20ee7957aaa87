import { type done, MarketError, type markReadInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const markRead = async (_: Call<z.output<typeof markReadInput>>): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
