import { creatorDashboard, dashboardInput } from "@boltz/contract";
import { getDashboard } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const creators = router({
  dashboard: procedure.input(dashboardInput).output(creatorDashboard).query(getDashboard),
});
