import { listAuditInput, listAuditOutput } from "@boltz/contract";
import { listAudit } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const audit = router({
  list: procedure.input(listAuditInput).output(listAuditOutput).query(listAudit),
});
