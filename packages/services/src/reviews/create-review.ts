import { type createReviewInput, MarketError, type reviewView } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const createReview = async (
  _: Call<z.output<typeof createReviewInput>>,
): Promise<z.output<typeof reviewView>> => {
  throw new MarketError("internal");
};
