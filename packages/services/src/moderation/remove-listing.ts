import { type done, MarketError, type removeListingInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const removeListing = async (
  _: Call<z.output<typeof removeListingInput>>,
): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
