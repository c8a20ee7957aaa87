import type { OwnListing, Viewer } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { may } from "../../api/may.ts";
import { notify } from "../../components/notify.ts";
import { focusFirstError } from "../creators/focus-first-error.ts";
import {
  type CouponDraft,
  type CouponErrors,
  type CouponField,
  couponErrorsOf,
  emptyCoupon,
  readCoupon,
} from "./coupon-draft.ts";

/** An error leaves its field with the first change there. */
const errorsAt: Record<keyof CouponDraft, readonly CouponField[]> = {
  code: ["code"],
  scope: ["listingId"],
  listingId: ["listingId"],
  kind: ["discount"],
  percent: ["discount"],
  amount: ["discount"],
  currency: ["discount", "minimum"],
  minimum: ["minimum"],
  startsAt: ["startsAt", "endsAt"],
  endsAt: ["endsAt"],
  maxUses: ["maxUses"],
  maxUsesPerBuyer: ["maxUsesPerBuyer"],
};

function withoutFixed(errors: CouponErrors, change: Partial<CouponDraft>): CouponErrors {
  const fixed = new Set<string>(
    Object.entries(errorsAt).flatMap(([part, fields]) => (part in change ? fields : [])),
  );
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !fixed.has(field)));
}

/** A coupon that is being made: what was typed, what is wrong with it, and what it would do. */
export function useNewCoupon(viewer: Viewer, listings: readonly OwnListing[], onDone: () => void) {
  const form = useRef<HTMLFormElement>(null);
  const underWay = useRef(false);
  const isSeller = may(viewer, "coupon.create");
  const [draft, setDraft] = useState<CouponDraft>({
    ...emptyCoupon,
    scope: isSeller ? "creator" : "platform",
    currency: listings[0]?.price.currency ?? emptyCoupon.currency,
  });
  const [errors, setErrors] = useState<CouponErrors>({});
  const create = useMutation(
    api.coupons.create.mutationOptions({
      onSuccess: async ({ code }) => {
        await queryClient.invalidateQueries({ queryKey: api.coupons.pathKey() });
        onDone();
        await notify(`${code} is made.`);
      },
      onError: (error) => {
        underWay.current = false;
        setErrors(couponErrorsOf(wireErrorOf(error).issues).errors);
        focusFirstError(form.current);
      },
    }),
  );
  const change = (part: Partial<CouponDraft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors((before) => withoutFixed(before, part));
  };
  const save = () => {
    const read = readCoupon(draft, new Date());
    setErrors(read.errors);
    if (read.input === null) return focusFirstError(form.current);
    if (underWay.current) return;
    underWay.current = true;
    create.mutate(read.input);
  };
  const { issues } = wireErrorOf(create.error);
  const isAboutFields = issues.length > 0 && couponErrorsOf(issues).rest.length === 0;
  return {
    form,
    draft,
    errors,
    change,
    save,
    busy: create.isPending,
    /** A refusal that no field can show. */
    failure: create.isError && !isAboutFields ? create.error : undefined,
    listings,
    scopes: [
      ...(isSeller ? (["creator", "listing"] as const) : []),
      ...(may(viewer, "coupon.platform") ? (["platform"] as const) : []),
    ],
  };
}

export type NewCoupon = ReturnType<typeof useNewCoupon>;
