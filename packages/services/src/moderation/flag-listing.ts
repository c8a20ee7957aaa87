import { type done, type flagListingInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const flagListing = async (
  _: Call<z.output<typeof flagListingInput>>,
): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
