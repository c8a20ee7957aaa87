import {
  disputeEvidence,
  disputeRef,
  disputeView,
  explainDifferenceInput,
  listDifferencesInput,
  listDifferencesOutput,
  listDisputesInput,
  listDisputesOutput,
  listRunsOutput,
  listStaffPayoutsInput,
  listStaffPayoutsOutput,
  payoutRef,
  payoutView,
  reconciliationDifference,
  reviewPayoutsInput,
} from "@boltz/contract";
import {
  explainDifference,
  getDisputeEvidence,
  listDifferences,
  listDisputes,
  listReconciliationRuns,
  listStaffPayouts,
  requestReconciliation,
  retryPayout,
  reviewPayouts,
  submitDisputeEvidence,
} from "@boltz/services";
import { z } from "zod";
import { procedure, router } from "../init.ts";

export const finance = router({
  payouts: procedure.input(listStaffPayoutsInput).output(listStaffPayoutsOutput).query(listStaffPayouts),
  retryPayout: procedure.input(payoutRef).output(payoutView).mutation(retryPayout),
  reviewPayouts: procedure.input(reviewPayoutsInput).output(z.void()).mutation(reviewPayouts),
  disputes: procedure.input(listDisputesInput).output(listDisputesOutput).query(listDisputes),
  disputeEvidence: procedure.input(disputeRef).output(disputeEvidence).query(getDisputeEvidence),
  submitEvidence: procedure.input(disputeRef).output(disputeView).mutation(submitDisputeEvidence),
  runs: procedure.output(listRunsOutput).query(listReconciliationRuns),
  differences: procedure.input(listDifferencesInput).output(listDifferencesOutput).query(listDifferences),
  explainDifference: procedure
    .input(explainDifferenceInput)
    .output(reconciliationDifference)
    .mutation(explainDifference),
  reconcileNow: procedure.output(z.object({ queued: z.literal(true) })).mutation(requestReconciliation),
});
