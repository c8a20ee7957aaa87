import { becomeCreatorInput, viewer } from "@boltz/contract";
import { becomeCreator, getViewer } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const people = router({
  me: procedure.output(viewer.nullable()).query(getViewer),
  becomeCreator: procedure.input(becomeCreatorInput).output(viewer).mutation(becomeCreator),
});
