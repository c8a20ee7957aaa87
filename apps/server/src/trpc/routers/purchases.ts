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
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const purchases = router({
  options: procedure.input(listingRef).output(purchaseOptionsOutput).query(pending),
  start: procedure.input(startPurchaseInput).output(startPurchaseOutput).mutation(pending),
  get: procedure.input(purchaseRef).output(purchaseView).query(pending),
  list: procedure.input(listPurchasesInput).output(listPurchasesOutput).query(pending),
});
