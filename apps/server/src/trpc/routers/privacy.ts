import { dataExport, dataExportsOutput, eraseInput, erasureView } from "@boltz/contract";
import { cancelErasure, getErasure, listExports, requestErasure, requestExport } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const privacy = router({
  export: procedure.output(dataExport).mutation(requestExport),
  exports: procedure.output(dataExportsOutput).query(listExports),
  erasure: procedure.output(erasureView).query(getErasure),
  erase: procedure.input(eraseInput).output(erasureView).mutation(requestErasure),
  keep: procedure.output(erasureView).mutation(cancelErasure),
});
