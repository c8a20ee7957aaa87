import { type eraseInput, type erasureView, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const requestErasure = async (
  _: Call<z.output<typeof eraseInput>>,
): Promise<z.output<typeof erasureView>> => {
  throw new MarketError("internal");
};
