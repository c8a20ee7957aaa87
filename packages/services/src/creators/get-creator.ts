import { type creatorPage, type getCreatorInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const getCreator = async (
  _: Call<z.output<typeof getCreatorInput>>,
): Promise<z.output<typeof creatorPage>> => {
  throw new MarketError("internal");
};
