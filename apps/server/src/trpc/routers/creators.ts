import { creatorDashboard } from "@boltz/contract";
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const creators = router({
  dashboard: procedure.output(creatorDashboard).query(pending),
});
