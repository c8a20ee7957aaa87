import "@mantine/core/styles/Checkbox.layer.css";
import { Checkbox, Fieldset, TextInput } from "@mantine/core";
import type { DetailsDraft, DetailsErrors, DetailsField } from "./payout-details-draft.ts";
import classes from "./payouts.module.css";

interface RazorpayFieldsProps {
  draft: DetailsDraft;
  errors: DetailsErrors;
  busy: boolean;
  onChange: (name: DetailsField, value: string | boolean) => void;
}

/** Who is paid and to which bank account, as Razorpay asks for it. */
export function RazorpayFields({ draft, errors, busy, onChange }: RazorpayFieldsProps) {
  const field = (name: Exclude<DetailsField, "acceptsTerms">) => ({
    value: draft[name],
    error: errors[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange(name, event.currentTarget.value),
  });
  const code = { spellCheck: false, autoCapitalize: "characters", autoComplete: "off" };
  return (
    <>
      <Fieldset legend="Who is paid" variant="unstyled" disabled={busy} className={classes["group"] ?? ""}>
        <TextInput label="Legal name" description="As in your PAN." maxLength={120} {...field("legalName")} />
        <div className={classes["pair"]}>
          <TextInput label="Phone" type="tel" autoComplete="tel" maxLength={24} {...field("phone")} />
          <TextInput label="PAN" maxLength={14} {...code} {...field("pan")} />
        </div>
        <TextInput label="Registered address" maxLength={100} {...field("street")} />
        <div className={classes["pair"]}>
          <TextInput label="City" maxLength={60} {...field("city")} />
          <TextInput label="PIN code" inputMode="numeric" maxLength={8} {...field("postalCode")} />
        </div>
        <TextInput label="State" maxLength={60} {...field("state")} />
      </Fieldset>
      <Fieldset legend="Bank account" variant="unstyled" disabled={busy} className={classes["group"] ?? ""}>
        <TextInput
          label="Account holder"
          description="As the bank knows you."
          maxLength={120}
          {...field("beneficiary")}
        />
        <div className={classes["pair"]}>
          <TextInput label="Account number" maxLength={44} {...code} {...field("accountNumber")} />
          <TextInput label="Account number again" maxLength={44} {...code} {...field("accountNumberAgain")} />
        </div>
        <TextInput
          label="IFSC"
          description="The 11 characters that name your bank's branch."
          maxLength={14}
          {...code}
          {...field("ifsc")}
        />
      </Fieldset>
      <Checkbox
        label={
          <>
            I accept{" "}
            <a href="https://razorpay.com/terms/" target="_blank" rel="noreferrer">
              Razorpay's terms
            </a>{" "}
            for linked accounts
          </>
        }
        checked={draft.acceptsTerms}
        error={errors.acceptsTerms}
        disabled={busy}
        onChange={(event) => onChange("acceptsTerms", event.currentTarget.checked)}
      />
    </>
  );
}
