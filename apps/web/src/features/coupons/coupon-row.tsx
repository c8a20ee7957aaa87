import "@mantine/core/styles/Switch.layer.css";
import type { CouponView } from "@boltz/contract";
import { ActionIcon, Badge, CopyButton, Switch } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { formatMoney } from "../../format/money.ts";
import { formatCount } from "../../format/numbers.ts";
import { scopeText, takesOffText, windowText } from "./coupon-words.ts";
import classes from "./coupons.module.css";

/** One coupon: what it does, how often it was used, and its switch. */
export function CouponRow({ coupon }: { coupon: CouponView }) {
  const { code, minimum } = coupon;
  const window = windowText(coupon);
  return (
    <article
      className={`${classes["coupon"]} num`}
      aria-label={`Coupon ${code}`}
      data-off={!coupon.enabled || undefined}
    >
      <div className={classes["couponTop"]}>
        <div className={classes["codeLine"]}>
          <h3>{code}</h3>
          <CopyButton value={code} timeout={2_000}>
            {({ copied, copy }) => (
              <ActionIcon onClick={copy} aria-label={copied ? "Copied" : `Copy the code ${code}`}>
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} stroke={1.6} />}
              </ActionIcon>
            )}
          </CopyButton>
          <Badge color={badgeOf(coupon).colour}>{badgeOf(coupon).label}</Badge>
        </div>
        <EnabledSwitch coupon={coupon} />
      </div>
      <p className={classes["effect"]}>
        <strong>{takesOffText(coupon)}</strong> · {scopeText(coupon)}
        {minimum === null ? null : ` · prices of ${formatMoney(minimum)} or more`}
      </p>
      <p className={classes["quiet"]}>{window ?? "Always, until you switch it off"}</p>
      <dl className={classes["uses"]}>
        <Use name="Used">
          {formatCount(coupon.used)}
          {coupon.maxUses === null ? null : ` of ${formatCount(coupon.maxUses)}`}
        </Use>
        <Use name="In open checkouts">{formatCount(coupon.held)}</Use>
        <Use name="Limit per buyer">
          {coupon.maxUsesPerBuyer === null ? "None" : formatCount(coupon.maxUsesPerBuyer)}
        </Use>
        <Use name="Given so far">
          {coupon.given.length === 0 ? "–" : coupon.given.map((money) => formatMoney(money)).join(", ")}
        </Use>
      </dl>
    </article>
  );
}

function badgeOf({ enabled, startsAt, endsAt, maxUses, used, held }: CouponView) {
  const now = new Date();
  if (!enabled) return { label: "Off", colour: "gray" };
  if (endsAt !== null && new Date(endsAt) <= now) return { label: "Ended", colour: "gray" };
  if (maxUses !== null && used + held >= maxUses) return { label: "Used up", colour: "gray" };
  if (startsAt !== null && new Date(startsAt) > now) return { label: "Not started", colour: "yellow" };
  return { label: "Works", colour: "green" };
}

const Use = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function EnabledSwitch({ coupon }: { coupon: CouponView }) {
  const change = useMutation(
    api.coupons.setEnabled.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: api.coupons.pathKey() }),
      onError: (error) => notify(wireErrorOf(error).sentence, "bad"),
    }),
  );
  const shown = change.isPending ? change.variables.enabled : coupon.enabled;
  return (
    <Switch
      aria-label={`${coupon.code} can be used`}
      label={shown ? "On" : "Off"}
      checked={shown}
      aria-busy={change.isPending}
      onChange={(event) => {
        if (!change.isPending) change.mutate({ couponId: coupon.id, enabled: event.currentTarget.checked });
      }}
    />
  );
}
