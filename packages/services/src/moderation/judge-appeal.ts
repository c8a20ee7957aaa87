import { type done, type judgeAppealInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const judgeAppeal = async (
  _: Call<z.output<typeof judgeAppealInput>>,
): Promise<z.output<typeof done>> => {
  throw new MarketError("internal");
};
