import type { Viewer } from "@boltz/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { may } from "../../api/may.ts";
import { notify } from "../../components/notify.ts";
import { focusFirstError } from "../creators/focus-first-error.ts";
import {
  type CouponDraft,
  type CouponErrors,
  couponErrorsOf,
  emptyCoupon,
  readCoupon,
} from "./coupon-draft.ts";

/** An error leaves its field with the first change there. */
const fieldOf: Partial<Record<keyof CouponDraft, keyof CouponErrors>> = {
  kind: "discount",
  percent: "discount",
  amount: "discount",
  scope: "listingId",
};

function withoutFixed(errors: CouponErrors, change: Partial<CouponDraft>): CouponErrors {
  const touched = Object.keys(change).flatMap((key) =>
    key === "currency"
      ? ["discount", "minimum"]
      : [Object.entries(fieldOf).find(([name]) => name === key)?.[1] ?? key],
  );
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !touched.includes(field)));
}

/** A coupon that is being made: what was typed, what is wrong with it, and what it would do. */
export function useNewCoupon(viewer: Viewer, onDone: () => void) {
  const form = useRef<HTMLFormElement>(null);
  const underWay = useRef(false);
  const isSeller = may(viewer, "coupon.create");
  const [draft, setDraft] = useState<CouponDraft>({
    ...emptyCoupon,
    scope: isSeller ? "creator" : "platform",
  });
  const [errors, setErrors] = useState<CouponErrors>({});
  const desk = useQuery(
    api.creators.dashboard.queryOptions({ span: "day", listingId: null }, { enabled: isSeller }),
  );
  const create = useMutation(
    api.coupons.create.mutationOptions({
      onSuccess: async ({ code }) => {
        await queryClient.invalidateQueries({ queryKey: api.coupons.pathKey() });
        onDone();
        await notify(`${code} can be used now.`);
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
  const hasMarked = create.isError && couponErrorsOf(wireErrorOf(create.error).issues).rest.length === 0;
  const isAboutFields = hasMarked && wireErrorOf(create.error).issues.length > 0;
  return {
    form,
    draft,
    errors,
    change,
    save,
    busy: create.isPending,
    /** A refusal that no field can show. */
    failure: create.isError && !isAboutFields ? create.error : undefined,
    listings: desk.data?.listings.filter(({ price }) => price.amountMinor !== "0") ?? [],
    scopes: [
      ...(isSeller ? (["creator", "listing"] as const) : []),
      ...(may(viewer, "coupon.platform") ? (["platform"] as const) : []),
    ],
  };
}

export type NewCoupon = ReturnType<typeof useNewCoupon>;
