import { listAuditInput, listAuditOutput } from "@boltz/contract";
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const audit = router({
  list: procedure.input(listAuditInput).output(listAuditOutput).query(pending),
});
