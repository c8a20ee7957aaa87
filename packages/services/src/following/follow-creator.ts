import { type done, type followInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const followCreator = async (
  _: Call<z.output<typeof followInput>>,
): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
