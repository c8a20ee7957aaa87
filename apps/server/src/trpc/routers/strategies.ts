import {
  addVersionInput,
  checkStrategyInput,
  checkStrategyOutput,
  createStrategyInput,
  strategyRef,
  strategyView,
} from "@boltz/contract";
import { z } from "zod";
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const strategies = router({
  create: procedure.input(createStrategyInput).output(strategyView).mutation(pending),
  addVersion: procedure.input(addVersionInput).output(strategyView).mutation(pending),
  get: procedure.input(strategyRef).output(strategyView).query(pending),
  mine: procedure.output(z.array(strategyView)).query(pending),
  check: procedure.input(checkStrategyInput).output(checkStrategyOutput).query(pending),
});
