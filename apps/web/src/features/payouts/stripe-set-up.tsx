import type { PayoutAccountView } from "@boltz/contract";
import { Button, NativeSelect, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useState } from "react";
import { issuesByField, wireErrorOf } from "../../api/errors.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { ChangeWarning } from "./change-warning.tsx";
import { countriesByName, countryHere } from "./countries.ts";
import classes from "./payouts.module.css";
import type { Onboarding } from "./use-onboard.ts";

export interface SetUpStepProps {
  current: PayoutAccountView | undefined;
  /** Whether payouts wait after it. */
  waits: boolean;
  onboarding: Onboarding;
}

/** The way to Stripe's own page, which asks for identity and bank account. */
export function StripeSetUp({ current, waits, onboarding }: SetUpStepProps) {
  const [country, setCountry] = useState(current?.country ?? countryHere());
  const { start, busy, failure } = onboarding;
  const { byField } = issuesByField(failure ? wireErrorOf(failure).issues : [], ["country"]);
  return (
    <form
      className={classes["fields"]}
      onSubmit={(event) => {
        event.preventDefault();
        start({ provider: "stripe", country, details: null });
      }}
    >
      {waits ? <ChangeWarning /> : null}
      <Text>
        Stripe asks for your identity and your bank account on its own page, then brings you back here.
        Neither is ever seen or kept by us.
      </Text>
      <NativeSelect
        label="Country"
        description="Where you live or your company is registered."
        data={countriesByName()}
        value={country}
        error={byField["country"]}
        onChange={(event) => setCountry(event.currentTarget.value)}
      />
      {failure && Object.keys(byField).length === 0 ? (
        <ErrorPanel error={failure} title="Stripe could not be opened" />
      ) : null}
      <div className={classes["dialogActions"]}>
        <Button type="submit" loading={busy} rightSection={<IconArrowRight size={17} />}>
          Continue to Stripe
        </Button>
      </div>
    </form>
  );
}
