import { type caseRef, MarketError, type moderationCase } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const releaseCase = async (
  _: Call<z.output<typeof caseRef>>,
): Promise<z.output<typeof moderationCase>> => {
  throw new MarketError("internal");
};
