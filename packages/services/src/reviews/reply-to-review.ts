import { MarketError, type replyToReviewInput, type reviewView } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const replyToReview = async (
  _: Call<z.output<typeof replyToReviewInput>>,
): Promise<z.output<typeof reviewView>> => {
  throw new MarketError("internal");
};
