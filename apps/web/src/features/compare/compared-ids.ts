import { isId, type ListingId } from "@boltz/contract";
import { mostCompared } from "./chosen.ts";

/** The strategies that an address asks to compare; what is no id is left out, as is what is too much. */
export const readIds = (ids: string | undefined): ListingId[] =>
  [...new Set((ids ?? "").split(","))].filter((id) => isId("lst", id)).slice(0, mostCompared);
