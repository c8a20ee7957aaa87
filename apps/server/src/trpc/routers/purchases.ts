import {
  listPurchasesInput,
  listPurchasesOutput,
  purchaseOptionsInput,
  purchaseOptionsOutput,
  purchaseRef,
  purchaseView,
  requestRefundInput,
  startPurchaseInput,
  startPurchaseOutput,
} from "@boltz/contract";
import {
  getPurchase,
  getPurchaseOptions,
  listPurchases,
  requestRefund,
  startPurchase,
} from "@boltz/services";
import { procedure, router } from "../init.ts";

export const purchases = router({
  options: procedure.input(purchaseOptionsInput).output(purchaseOptionsOutput).query(getPurchaseOptions),
  start: procedure.input(startPurchaseInput).output(startPurchaseOutput).mutation(startPurchase),
  get: procedure.input(purchaseRef).output(purchaseView).query(getPurchase),
  list: procedure.input(listPurchasesInput).output(listPurchasesOutput).query(listPurchases),
  requestRefund: procedure.input(requestRefundInput).output(purchaseView).mutation(requestRefund),
});
