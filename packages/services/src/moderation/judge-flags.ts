import { type done, type judgeFlagsInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const judgeFlags = async (
  _: Call<z.output<typeof judgeFlagsInput>>,
): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
