import {
  listingRef,
  listPurchasesInput,
  listPurchasesOutput,
  purchaseOptionsOutput,
  purchaseRef,
  purchaseView,
  startPurchaseInput,
  startPurchaseOutput,
} from "@boltz/contract";
import { getPurchase, getPurchaseOptions, listPurchases, startPurchase } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const purchases = router({
  options: procedure.input(listingRef).output(purchaseOptionsOutput).query(getPurchaseOptions),
  start: procedure.input(startPurchaseInput).output(startPurchaseOutput).mutation(startPurchase),
  get: procedure.input(purchaseRef).output(purchaseView).query(getPurchase),
  list: procedure.input(listPurchasesInput).output(listPurchasesOutput).query(listPurchases),
});
