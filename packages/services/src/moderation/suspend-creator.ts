import { type creatorStanding, MarketError, type suspendCreatorInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const suspendCreator = async (
  _: Call<z.output<typeof suspendCreatorInput>>,
): Promise<z.output<typeof creatorStanding>> => {
  throw new MarketError("internal");
};
