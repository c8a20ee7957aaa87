import { done, healthOutput, retryJobInput } from "@boltz/contract";
import { getHealth, retryJob } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const operations = router({
  health: procedure.output(healthOutput).query(getHealth),
  retryJob: procedure.input(retryJobInput).output(done).mutation(retryJob),
});
