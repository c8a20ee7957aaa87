import { type CreateCouponInput, createCouponInput, type StartPurchaseInput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { createCoupon, getPurchaseOptions } from "@boltz/services";
import type { SeededListing } from "@boltz/testkit";
import { inputFor, type useMarket } from "./market.ts";

/** The code of a refusal and what it says about which field. */
export const refusalOf = (work: Promise<unknown>) =>
  work.then(
    () => "went through",
    (error: { code: string; issues: { path: unknown[]; message: string }[] }) =>
      `${error.code} ${error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join()}`,
  );

/** Coupons made and used in a market. */
export const couponsOf = (market: ReturnType<typeof useMarket>) => {
  let codes = 0;
  const coupon = (changes: Partial<CreateCouponInput> = {}, by: Person = market.creator()) => {
    codes += 1;
    const input = createCouponInput.parse({
      code: `spring-${codes}`,
      scope: "creator",
      listingId: null,
      discount: { kind: "percent", percent: 20 },
      minimum: null,
      startsAt: null,
      endsAt: null,
      maxUses: null,
      maxUsesPerBuyer: null,
      ...changes,
    });
    return createCoupon({ ctx: market.stack().as(by), input });
  };

  const quote = (buyer: Person, listing: SeededListing, couponCode: string) =>
    getPurchaseOptions({
      ctx: market.stack().as(buyer),
      input: { listingId: listing.listingId, couponCode },
    });

  /** The total that the buyer is shown becomes the price that is expected. */
  const buyWith = async (
    buyer: Person,
    listing: SeededListing,
    couponCode: string,
    changes: Partial<StartPurchaseInput> = {},
  ) => {
    const { total } = await quote(buyer, listing, couponCode);
    const input = inputFor(listing, { couponCode, expectedPrice: total, ...changes });
    return { input, started: await market.start(buyer, input) };
  };

  /** How often a coupon counts as claimed, and in which states its uses are. */
  const usesOf = async (couponId: Parameters<typeof uuidFromId<"cpn">>[1]) => {
    const uuid = uuidFromId("cpn", couponId);
    const [row] = await market
      .stack()
      .db.stored<{ claimed: number }>("SELECT claimed FROM coupons WHERE id = $1", [uuid]);
    const states = await market
      .stack()
      .db.stored<{ state: string; count: number }>(
        "SELECT state, count(*)::int AS count FROM coupon_redemptions WHERE coupon_id = $1 GROUP BY state",
        [uuid],
      );
    return { claimed: row?.claimed, ...Object.fromEntries(states.map(({ state, count }) => [state, count])) };
  };

  return { coupon, quote, buyWith, usesOf };
};
