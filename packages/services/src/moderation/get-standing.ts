import { type creatorRef, type creatorStanding, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const getStanding = async (
  _: Call<z.output<typeof creatorRef>>,
): Promise<z.output<typeof creatorStanding>> => {
  throw new MarketError("internal");
};
