import {
  couponView,
  createCouponInput,
  listCouponsInput,
  listCouponsOutput,
  setCouponEnabledInput,
} from "@boltz/contract";
import { createCoupon, listCoupons, setCouponEnabled } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const coupons = router({
  create: procedure.input(createCouponInput).output(couponView).mutation(createCoupon),
  list: procedure.input(listCouponsInput).output(listCouponsOutput).query(listCoupons),
  setEnabled: procedure.input(setCouponEnabledInput).output(couponView).mutation(setCouponEnabled),
});
