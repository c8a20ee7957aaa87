import { MarketError, type preferencesOutput, type setPreferenceInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const setPreference = async (
  _: Call<z.output<typeof setPreferenceInput>>,
): Promise<z.output<typeof preferencesOutput>> => {
  throw new MarketError("internal");
};
