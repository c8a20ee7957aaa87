import { MarketError } from "@boltz/contract";

/** Stands for a verb that is not merged yet. */
export const pending = (): never => {
  throw new MarketError("internal");
};
