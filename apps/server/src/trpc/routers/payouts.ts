import {
  listPayoutsInput,
  listPayoutsOutput,
  onboardInput,
  onboardOutput,
  payoutBalance,
  payoutRef,
  payoutStatement,
  payoutView,
  requestPayoutInput,
} from "@boltz/contract";
import {
  getPayoutBalance,
  getPayoutStatement,
  listPayouts,
  openPayoutAccount,
  requestPayout,
} from "@boltz/services";
import { procedure, router } from "../init.ts";

export const payouts = router({
  balance: procedure.output(payoutBalance).query(getPayoutBalance),
  request: procedure.input(requestPayoutInput).output(payoutView).mutation(requestPayout),
  list: procedure.input(listPayoutsInput).output(listPayoutsOutput).query(listPayouts),
  statement: procedure.input(payoutRef).output(payoutStatement).query(getPayoutStatement),
  onboard: procedure.input(onboardInput).output(onboardOutput).mutation(openPayoutAccount),
});
