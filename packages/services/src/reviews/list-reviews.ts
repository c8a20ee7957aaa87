import { type listReviewsInput, type listReviewsOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const listReviews = async (
  _: Call<z.output<typeof listReviewsInput>>,
): Promise<z.output<typeof listReviewsOutput>> => {
  throw new MarketError("internal");
};
