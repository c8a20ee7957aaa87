import { creatorDashboard } from "@boltz/contract";
import { getDashboard } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const creators = router({
  dashboard: procedure.output(creatorDashboard).query(getDashboard),
});
