import type { PaymentOption } from "@boltz/contract";
import { NativeSelect, Radio } from "@mantine/core";
import { IconCreditCard, IconQrcode } from "@tabler/icons-react";
import { useMemo } from "react";
import { countryNames } from "./buyer-country.ts";
import classes from "./order.module.css";
import { optionWords } from "./payment-words.ts";

export const keyOf = ({ provider, method }: PaymentOption) => `${provider}:${method}`;

interface PaymentChoiceProps {
  options: readonly PaymentOption[];
  chosen: PaymentOption | undefined;
  onChoose: (option: PaymentOption) => void;
  disabled: boolean;
}

/** The ways to pay that work for this currency and country; people choose by what they pay with. */
export function PaymentChoice({ options, chosen, onChoose, disabled }: PaymentChoiceProps) {
  if (options.length === 0) return null;
  return (
    <Radio.Group
      label="Pay with"
      value={chosen ? keyOf(chosen) : ""}
      onChange={(value) => {
        const option = options.find((known) => keyOf(known) === value);
        if (option) onChoose(option);
      }}
    >
      <div className={classes["options"]}>
        {options.map((option) => {
          const { name, means } = optionWords(option);
          const Mark = option.method === "upi" ? IconQrcode : IconCreditCard;
          return (
            <div key={keyOf(option)} className={classes["option"]}>
              <Radio
                value={keyOf(option)}
                label={name}
                description={means}
                disabled={disabled}
                classNames={{
                  root: classes["optionRadio"] ?? "",
                  inner: classes["optionInner"] ?? "",
                  label: classes["optionName"] ?? "",
                }}
              />
              <Mark size={24} stroke={1.5} aria-hidden className={classes["optionMark"]} />
            </div>
          );
        })}
      </div>
    </Radio.Group>
  );
}

interface CountryChoiceProps {
  country: string;
  onChoose: (country: string) => void;
  disabled: boolean;
}

export function CountryChoice({ country, onChoose, disabled }: CountryChoiceProps) {
  const names = useMemo(() => countryNames(), []);
  return (
    <NativeSelect
      label="Paying from"
      size="sm"
      className={classes["country"] ?? ""}
      data={names}
      value={country}
      disabled={disabled}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
