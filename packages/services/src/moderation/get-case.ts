import { type caseRef, type caseView, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const getCase = async (_: Call<z.output<typeof caseRef>>): Promise<z.output<typeof caseView>> => {
  throw new MarketError("internal");
};
