import { type done, MarketError, type wishInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const wishForListing = async (_: Call<z.output<typeof wishInput>>): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
