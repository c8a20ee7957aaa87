import { MarketError, type reviewView, type updateReviewInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const updateReview = async (
  _: Call<z.output<typeof updateReviewInput>>,
): Promise<z.output<typeof reviewView>> => {
  throw new MarketError("internal");
};
