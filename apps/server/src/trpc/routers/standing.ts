import { appealInput, appealOutput, listDecisionsInput, listDecisionsOutput } from "@boltz/contract";
import { appealDecision, listDecisions } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const standing = router({
  decisions: procedure.input(listDecisionsInput).output(listDecisionsOutput).query(listDecisions),
  appeal: procedure.input(appealInput).output(appealOutput).mutation(appealDecision),
});
