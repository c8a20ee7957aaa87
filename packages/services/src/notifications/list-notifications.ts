import { type listNotificationsInput, type listNotificationsOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const listNotifications = async (
  _: Call<z.output<typeof listNotificationsInput>>,
): Promise<z.output<typeof listNotificationsOutput>> => {
  throw new MarketError("internal");
};
