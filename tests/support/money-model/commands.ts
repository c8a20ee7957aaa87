import fc from "fast-check";
import type { ModelCurrency } from "./model.ts";
import { pay, payInVain, release, returnPayout } from "./payouts.ts";
import { decide, dispute, refund, refundFails, refundInDashboard } from "./returns.ts";
import { buy, leave } from "./sales.ts";
import type { Delivery } from "./step.ts";

const delivery = fc.constantFrom<Delivery>("once", "once", "thrice", "reversed");
const order = fc.record({
  buyer: fc.nat({ max: 1 }),
  listing: fc.nat({ max: 3 }),
  coupon: fc.boolean(),
});
const pick = fc.nat({ max: 7 });
const percent = fc.constantFrom(1, 33, 50, 100);
const currency = fc.constantFrom<ModelCurrency>("USD", "KWD", "INR");
const result = fc.constantFrom<"won" | "lost">("won", "lost");

/** Buying comes more often than the rest, so that there is something to act on. */
export const commands = [
  fc.tuple(order, delivery).map((of) => buy(...of)),
  fc.tuple(order, delivery).map((of) => buy(...of)),
  order.map(leave),
  fc.tuple(pick, percent, delivery).map((of) => refund(...of)),
  fc.tuple(pick, percent).map((of) => refundInDashboard(...of)),
  pick.map(refundFails),
  fc.tuple(pick, delivery).map((of) => dispute(...of)),
  fc.tuple(pick, result, delivery).map((of) => decide(...of)),
  fc.constant(null).map(release),
  fc.tuple(currency, delivery).map((of) => pay(...of)),
  currency.map(payInVain),
  pick.map(returnPayout),
];
