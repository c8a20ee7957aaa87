import { becomeCreatorInput, viewer } from "@boltz/contract";
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const people = router({
  me: procedure.output(viewer.nullable()).query(pending),
  becomeCreator: procedure.input(becomeCreatorInput).output(viewer).mutation(pending),
});
