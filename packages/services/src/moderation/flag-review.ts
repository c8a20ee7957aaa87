import { type done, type flagReviewInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const flagReview = async (
  _: Call<z.output<typeof flagReviewInput>>,
): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
