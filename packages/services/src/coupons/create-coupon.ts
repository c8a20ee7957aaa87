import {
  type CouponView,
  type CreateCouponInput,
  currencies,
  type FieldIssue,
  MarketError,
} from "@boltz/contract";
import { isDuplicate, newId, type Transaction } from "@boltz/db";
import { coupons, listings } from "@boltz/db/schema";
import { enforcePolicy, type Person, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { selectCoupons, toCouponViews } from "./coupon-view.ts";

const refuseField = (path: FieldIssue["path"], message: string, cause?: unknown) =>
  new MarketError("invalid_input", {
    issues: [{ path, message }],
    ...(cause === undefined ? {} : { cause }),
  });

/**
 * Makes a coupon: creators for their own strategies, finance for the whole platform. Codes are unique
 * across the marketplace; one that exists is refused at its field.
 */
export const createCoupon = async ({ ctx, input }: Call<CreateCouponInput>): Promise<CouponView> => {
  enforcePolicy(ctx.actor, input.scope === "platform" ? "coupon.platform" : "coupon.create");
  const person = personOf(ctx.actor);
  if (input.endsAt !== null && new Date(input.endsAt) <= ctx.now())
    throw refuseField(["endsAt"], "must be in the future");
  const row = { id: newId("cpn"), ownerId: person.id, ...termsOf(input) };
  try {
    return await ctx.database.withActor(ctx.actor, async (tx) => {
      await checkListing(tx, person, input);
      await tx.insert(coupons).values(row);
      const [view] = await toCouponViews(tx, await selectCoupons(tx).where(eq(coupons.id, row.id)));
      if (view === undefined) throw new MarketError("not_found");
      await logAudit(tx, ctx.actor, {
        action: "coupon_created",
        subjectType: "coupon",
        subject: { prefix: "cpn", id: row.id },
        detail: { code: row.code, scope: row.scope, takes: takesOf(input) },
      });
      return view;
    });
  } catch (error) {
    if (isDuplicate(error, "coupons_code_key")) throw refuseField(["code"], "is taken", error);
    throw error;
  }
};

const takesOf = ({ discount }: CreateCouponInput) =>
  discount.kind === "percent"
    ? `${discount.percent} %`
    : `${discount.amount.amountMinor} ${discount.amount.currency}`;

const termsOf = (input: CreateCouponInput) => {
  const { discount, minimum } = input;
  const amount = discount.kind === "amount" ? discount.amount : null;
  if (amount !== null && BigInt(amount.amountMinor) % currencies[amount.currency].step !== 0n)
    throw refuseField(
      ["discount", "amount", "amountMinor"],
      `must be a multiple of ${currencies[amount.currency].step} minor units`,
    );
  return {
    scope: input.scope,
    listingId: input.listingId,
    code: input.code,
    percent: discount.kind === "percent" ? discount.percent : null,
    amountMinor: amount === null ? null : BigInt(amount.amountMinor),
    minimumMinor: minimum === null ? null : BigInt(minimum.amountMinor),
    currency: amount?.currency ?? minimum?.currency ?? null,
    startsAt: input.startsAt === null ? null : new Date(input.startsAt),
    endsAt: input.endsAt === null ? null : new Date(input.endsAt),
    maxUses: input.maxUses,
    maxUsesPerBuyer: input.maxUsesPerBuyer,
  };
};

/** Somebody else's listing answers like one that does not exist. */
const checkListing = async (tx: Transaction, person: Person, { listingId }: CreateCouponInput) => {
  if (listingId === null) return;
  const own = await tx
    .select({ id: listings.id })
    .from(listings)
    .where(and(eq(listings.id, listingId), eq(listings.creatorId, person.id)));
  if (own.length === 0) throw refuseField(["listingId"], "is not one of your listings");
};
