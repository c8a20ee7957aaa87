import {
  installInput,
  installOutput,
  libraryChangesInput,
  libraryChangesOutput,
  listLibraryInput,
  listLibraryOutput,
} from "@boltz/contract";
import { getChanges, installStrategy, listLibrary } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const library = router({
  list: procedure.input(listLibraryInput).output(listLibraryOutput).query(listLibrary),
  changes: procedure.input(libraryChangesInput).output(libraryChangesOutput).query(getChanges),
  install: procedure.input(installInput).output(installOutput).mutation(installStrategy),
});
