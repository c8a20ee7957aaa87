import type { PurchaseOptions } from "@boltz/contract";
import { Button, TextInput } from "@mantine/core";
import { useRef } from "react";
import { formatMoney } from "../../format/money.ts";
import classes from "./order.module.css";
import type { Terms } from "./use-terms.ts";

interface CouponFieldProps {
  coupon: Terms["coupon"];
  terms: PurchaseOptions;
  disabled: boolean;
}

/** One coupon: typed, checked by the server, and taken off again. */
export function CouponField({ coupon, terms, disabled }: CouponFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const isApplied = coupon.applied !== undefined;
  const press = () => {
    if (!isApplied) return coupon.apply();
    coupon.remove();
    input.current?.focus();
  };
  return (
    <div className={classes["coupon"]}>
      <TextInput
        ref={input}
        label="Coupon"
        size="sm"
        placeholder="If you have one"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        value={coupon.typed}
        readOnly={isApplied}
        disabled={disabled}
        error={coupon.problem}
        errorProps={{ role: "alert" }}
        onChange={(event) => coupon.type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (!isApplied) coupon.apply();
        }}
      />
      <Button
        variant="default"
        className={classes["couponButton"] ?? ""}
        loading={coupon.isChecking && !isApplied}
        disabled={disabled || (!isApplied && coupon.typed.trim() === "")}
        onClick={press}
      >
        {isApplied ? "Remove" : "Apply"}
      </Button>
      <p role="status" className={classes["couponSaves"]}>
        {isApplied && terms.coupon ? savingOf(terms) : null}
      </p>
    </div>
  );
}

const savingOf = ({ coupon, discount }: PurchaseOptions) => {
  const saving = `You save ${formatMoney(discount)}`;
  return coupon?.percent ? `${coupon.percent} % off. ${saving}.` : `${saving}.`;
};
