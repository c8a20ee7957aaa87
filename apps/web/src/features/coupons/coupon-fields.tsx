import { type CouponScope, currencyCodes } from "@boltz/contract";
import { Button, Fieldset, NativeSelect, Radio, TextInput } from "@mantine/core";
import { timeZoneHere } from "../../format/dates.ts";
import type { CouponDraft, CouponField } from "./coupon-draft.ts";
import classes from "./coupons.module.css";
import { newCode } from "./new-code.ts";
import type { NewCoupon } from "./use-new-coupon.ts";

const scopeNames: Record<CouponScope, string> = {
  creator: "All my listings",
  listing: "One listing",
  platform: "The whole marketplace",
};

type TextField = Exclude<keyof CouponDraft, "scope" | "listingId" | "kind" | "currency">;

const errorField: Record<TextField, CouponField> = {
  code: "code",
  percent: "discount",
  amount: "discount",
  minimum: "minimum",
  startsAt: "startsAt",
  endsAt: "endsAt",
  maxUses: "maxUses",
  maxUsesPerBuyer: "maxUsesPerBuyer",
};

/** What a coupon is made of. */
export function CouponFields({ coupon }: { coupon: NewCoupon }) {
  const { draft, errors, change, busy } = coupon;
  const field = (name: TextField) => ({
    value: draft[name],
    error: errors[errorField[name]],
    disabled: busy,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <div className={classes["codeRow"]}>
        <TextInput
          label="Code"
          description="What buyers type. Capital and small letters are the same."
          maxLength={32}
          autoCapitalize="characters"
          spellCheck={false}
          autoComplete="off"
          data-autofocus
          {...field("code")}
        />
        <Button variant="default" size="md" onClick={() => change({ code: newCode() })} disabled={busy}>
          Make one up
        </Button>
      </div>
      <DiscountFields coupon={coupon} field={field} />
      <ScopeFields coupon={coupon} />
      <TextInput
        label="Smallest price"
        description={`In ${draft.currency}. Leave it empty for every price.`}
        inputMode="decimal"
        {...field("minimum")}
      />
      <div className={classes["pair"]}>
        <TextInput label="Starts" description="Empty: at once" type="datetime-local" {...field("startsAt")} />
        <TextInput label="Ends" description="Empty: never" type="datetime-local" {...field("endsAt")} />
      </div>
      <p className={classes["quiet"]}>Times are in your time zone, {timeZoneHere()}.</p>
      <div className={classes["pair"]}>
        <TextInput
          label="Uses in all"
          description="Empty: no limit"
          inputMode="numeric"
          {...field("maxUses")}
        />
        <TextInput
          label="Uses by each buyer"
          description="Empty: no limit"
          inputMode="numeric"
          {...field("maxUsesPerBuyer")}
        />
      </div>
    </>
  );
}

const kinds = [
  { value: "percent", label: "A share of the price" },
  { value: "amount", label: "An amount" },
] as const;

interface DiscountFieldsProps {
  coupon: NewCoupon;
  field: (name: TextField) => Partial<React.ComponentProps<typeof TextInput>>;
}

function DiscountFields({ coupon, field }: DiscountFieldsProps) {
  const { draft, change, busy } = coupon;
  return (
    <Fieldset legend="Takes off" variant="unstyled" disabled={busy}>
      <div className={classes["fields"]}>
        <div className={classes["kinds"]}>
          {kinds.map(({ value, label }) => (
            <Radio
              key={value}
              name="kind"
              value={value}
              label={label}
              checked={draft.kind === value}
              onChange={() => change({ kind: value })}
            />
          ))}
        </div>
        <div className={classes["pair"]}>
          {draft.kind === "percent" ? (
            <TextInput
              label="Percent"
              description="100 makes it free"
              inputMode="numeric"
              rightSection="%"
              {...field("percent")}
            />
          ) : (
            <TextInput
              label="Amount"
              description="Off each purchase"
              inputMode="decimal"
              {...field("amount")}
            />
          )}
          <NativeSelect
            label="Currency"
            description={draft.kind === "percent" ? "Of the smallest price" : "Only for prices in it"}
            data={[...currencyCodes]}
            value={draft.currency}
            onChange={(event) => {
              const currency = currencyCodes.find((code) => code === event.currentTarget.value);
              if (currency) change({ currency });
            }}
          />
        </div>
      </div>
    </Fieldset>
  );
}

function ScopeFields({ coupon }: { coupon: NewCoupon }) {
  const { draft, errors, change, busy, listings, scopes } = coupon;
  return (
    <div className={classes["fields"]}>
      <NativeSelect
        label="For"
        disabled={busy}
        data={scopes.map((value) => ({ value, label: scopeNames[value] }))}
        value={draft.scope}
        onChange={(event) => {
          const scope = scopes.find((one) => one === event.currentTarget.value);
          if (scope) change({ scope });
        }}
      />
      {draft.scope === "listing" ? (
        <NativeSelect
          label="Listing"
          disabled={busy}
          data={[
            { value: "", label: "Choose a listing" },
            ...listings.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          value={draft.listingId ?? ""}
          error={errors.listingId}
          onChange={(event) => {
            const listing = listings.find(({ id }) => id === event.currentTarget.value);
            change({
              listingId: listing?.id ?? null,
              ...(listing ? { currency: listing.price.currency } : {}),
            });
          }}
        />
      ) : null}
    </div>
  );
}
