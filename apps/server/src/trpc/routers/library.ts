import { installInput, installOutput, listLibraryInput, listLibraryOutput } from "@boltz/contract";
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const library = router({
  list: procedure.input(listLibraryInput).output(listLibraryOutput).query(pending),
  install: procedure.input(installInput).output(installOutput).mutation(pending),
});
