import { type LibraryChanges, type libraryChangesInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** What an update of an owned strategy would change, in rules and on the same bars. */
export const getChanges = async (
  _call: Call<z.output<typeof libraryChangesInput>>,
): Promise<LibraryChanges> => {
  throw new MarketError("internal");
};
