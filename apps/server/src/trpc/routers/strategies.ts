import {
  addAttachedVersionInput,
  addVersionInput,
  checkStrategyInput,
  checkStrategyOutput,
  createAttachedInput,
  createStrategyInput,
  listTrialsInput,
  listTrialsOutput,
  runTrialInput,
  strategyRef,
  strategyView,
  trialView,
  verificationInput,
  verificationView,
} from "@boltz/contract";
import {
  addAttachedVersion,
  addVersion,
  checkDocument,
  createAttached,
  createStrategy,
  getStrategy,
  getVerification,
  listMyStrategies,
  listTrials,
  runTrial,
} from "@boltz/services";
import { z } from "zod";
import { procedure, router } from "../init.ts";

export const strategies = router({
  create: procedure.input(createStrategyInput).output(strategyView).mutation(createStrategy),
  addVersion: procedure.input(addVersionInput).output(strategyView).mutation(addVersion),
  get: procedure.input(strategyRef).output(strategyView).query(getStrategy),
  mine: procedure.output(z.array(strategyView)).query(listMyStrategies),
  run: procedure.input(runTrialInput).output(trialView).mutation(runTrial),
  trials: procedure.input(listTrialsInput).output(listTrialsOutput).query(listTrials),
  verification: procedure.input(verificationInput).output(verificationView).query(getVerification),
  createAttached: procedure.input(createAttachedInput).output(strategyView).mutation(createAttached),
  addAttachedVersion: procedure
    .input(addAttachedVersionInput)
    .output(strategyView)
    .mutation(addAttachedVersion),
  check: procedure.input(checkStrategyInput).output(checkStrategyOutput).query(checkDocument),
});
