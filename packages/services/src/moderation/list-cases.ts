import { type listCasesInput, MarketError, type moderationCase } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const listCases = async (
  _: Call<z.output<typeof listCasesInput>>,
): Promise<z.output<typeof moderationCase>[]> => {
  throw new MarketError("internal");
};
