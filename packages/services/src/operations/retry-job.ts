import { type done, MarketError, type retryJobInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const retryJob = async (_: Call<z.output<typeof retryJobInput>>): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
