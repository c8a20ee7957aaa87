import { installInput, installOutput, listLibraryInput, listLibraryOutput } from "@boltz/contract";
import { installStrategy, listLibrary } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const library = router({
  list: procedure.input(listLibraryInput).output(listLibraryOutput).query(listLibrary),
  install: procedure.input(installInput).output(installOutput).mutation(installStrategy),
});
