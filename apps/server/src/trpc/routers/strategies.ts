import {
  addVersionInput,
  checkStrategyInput,
  checkStrategyOutput,
  createStrategyInput,
  strategyRef,
  strategyView,
} from "@boltz/contract";
import { addVersion, checkDocument, createStrategy, getStrategy, listMyStrategies } from "@boltz/services";
import { z } from "zod";
import { procedure, router } from "../init.ts";

export const strategies = router({
  create: procedure.input(createStrategyInput).output(strategyView).mutation(createStrategy),
  addVersion: procedure.input(addVersionInput).output(strategyView).mutation(addVersion),
  get: procedure.input(strategyRef).output(strategyView).query(getStrategy),
  mine: procedure.output(z.array(strategyView)).query(listMyStrategies),
  check: procedure.input(checkStrategyInput).output(checkStrategyOutput).query(checkDocument),
});
