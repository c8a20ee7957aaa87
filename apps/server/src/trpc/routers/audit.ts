import { auditActionsOutput, listAuditInput, listAuditOutput, verifyAuditOutput } from "@boltz/contract";
import { listAudit, listAuditActions, verifyAudit } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const audit = router({
  list: procedure.input(listAuditInput).output(listAuditOutput).query(listAudit),
  actions: procedure.output(auditActionsOutput).query(listAuditActions),
  verify: procedure.output(verifyAuditOutput).query(verifyAudit),
});
