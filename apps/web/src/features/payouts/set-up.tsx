import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import "@mantine/core/styles/Radio.layer.css";
import "@mantine/core/styles/Fieldset.layer.css";
import { type Currency, currencyCodes, type PayoutBalance, type ProviderName } from "@boltz/contract";
import { Button, Modal, NativeSelect, Radio, Text } from "@mantine/core";
import { useState } from "react";
import { notify } from "../../components/notify.ts";
import { currencyName } from "../../format/amounts.ts";
import { accountWords, holdsPayouts, providersFor, providerTitles } from "./payout-words.ts";
import classes from "./payouts.module.css";
import { RazorpaySetUp } from "./razorpay-set-up.tsx";
import { StripeSetUp } from "./stripe-set-up.tsx";
import { useOnboard } from "./use-onboard.ts";

interface SetUpProps {
  balance: PayoutBalance;
  /** Null to choose by the currency first. */
  provider: ProviderName | null;
  onClose: () => void;
}

/** Sets up or changes where payouts go: the provider by the currency, then its own step. */
export function SetUp({ balance, provider, onClose }: SetUpProps) {
  const [chosen, setChosen] = useState(provider);
  const { gate, ...onboarding } = useOnboard(async (account) => {
    onClose();
    await notify(
      `Your account at ${providerTitles[account.provider]}: ${accountWords[account.status].meaning}`,
    );
  });
  const step = {
    current: balance.accounts.find((account) => account.provider === chosen),
    waits: chosen !== null && holdsPayouts(chosen, balance.accounts),
    onboarding,
  };
  return (
    <>
      <Modal
        opened
        // While it is being sent, the dialog on top may ask for the second factor: closing is its matter then.
        onClose={onboarding.busy ? () => undefined : onClose}
        title={chosen === null ? "Set up payouts" : `Payouts through ${providerTitles[chosen]}`}
        centered
        size={chosen === "razorpay" ? 560 : 460}
        closeOnClickOutside={false}
      >
        {chosen === null ? (
          <ChooseProvider balance={balance} onChoose={setChosen} />
        ) : chosen === "stripe" ? (
          <StripeSetUp {...step} />
        ) : (
          <RazorpaySetUp {...step} />
        )}
      </Modal>
      {gate}
    </>
  );
}

const means: Record<ProviderName, string> = {
  stripe: "You give your details on Stripe's own page, in about five minutes.",
  razorpay: "For bank accounts in India. You give your bank details in a short form.",
};

interface ChooseProviderProps {
  balance: PayoutBalance;
  onChoose: (provider: ProviderName) => void;
}

function ChooseProvider({ balance, onChoose }: ChooseProviderProps) {
  const payable = currencyCodes.filter((code) => providersFor(code, balance.providers).length > 0);
  const [currency, setCurrency] = useState<Currency | undefined>(
    balance.balances.map((one) => one.currency).find((code) => payable.includes(code)) ?? payable[0],
  );
  const offered = currency === undefined ? [] : providersFor(currency, balance.providers);
  const [picked, setPicked] = useState<ProviderName>();
  const provider = offered.find((name) => name === picked) ?? offered[0];
  if (provider === undefined)
    return (
      <Text>No provider pays creators out here at the moment. Your earnings are kept until one does.</Text>
    );
  return (
    <form
      className={classes["fields"]}
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(provider);
      }}
    >
      <NativeSelect
        label="Which currency do you want paid out?"
        description="One account serves every currency of its provider."
        data={payable.map((code) => ({ value: code, label: `${code} · ${currencyName(code)}` }))}
        value={currency ?? ""}
        onChange={(event) => setCurrency(payable.find((code) => code === event.currentTarget.value))}
      />
      <Radio.Group
        label="Paid through"
        value={provider}
        onChange={(value) => setPicked(offered.find((name) => name === value))}
      >
        <div className={classes["choices"]}>
          {offered.map((name) => (
            <Radio
              key={name}
              value={name}
              label={providerTitles[name]}
              description={means[name]}
              classNames={{ root: classes["choice"] ?? "", label: classes["choiceName"] ?? "" }}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={classes["dialogActions"]}>
        <Button type="submit">Continue</Button>
      </div>
    </form>
  );
}
