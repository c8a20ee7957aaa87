import type { CreatorBalance, PayoutAccountView } from "@boltz/contract";
import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { formatMoney } from "../../format/money.ts";

const WithdrawModal = lazy(async () => ({
  default: (await import("./withdraw-modal.tsx")).WithdrawModal,
}));

interface WithdrawProps {
  balance: CreatorBalance;
  account: PayoutAccountView | undefined;
  /** The element that says why it is disabled. */
  reasonId: string | undefined;
}

/** Opens the confirmation; every opening is a request of its own. */
export function Withdraw({ balance, account, reasonId }: WithdrawProps) {
  const [opening, setOpening] = useState(0);
  const [open, setOpen] = useState(false);
  const { currency, availableMinor } = balance;
  const show = formatMoney({ amountMinor: availableMinor, currency });
  const blocked = balance.blockedBy !== null;
  return (
    <>
      <Button
        disabled={blocked}
        aria-label={blocked ? `Withdraw ${currency}` : `Withdraw ${show}`}
        aria-describedby={reasonId}
        onClick={() => {
          setOpening(opening + 1);
          setOpen(true);
        }}
      >
        Withdraw
      </Button>
      {opening === 0 ? null : (
        <Suspense>
          <WithdrawModal
            key={opening}
            currency={currency}
            amountMinor={availableMinor}
            account={account}
            opened={open}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
