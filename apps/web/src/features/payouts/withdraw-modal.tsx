import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { Currency, PayoutAccountView, PayoutView } from "@boltz/contract";
import { Button, Modal, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../../api/client.ts";
import { ButtonLink } from "../../components/links.tsx";
import { ErrorPanel } from "../../components/states.tsx";
import { formatMoney } from "../../format/money.ts";
import { PayoutStatusBadge } from "./payout-status.tsx";
import { isMoving, payoutWords, providerTitles } from "./payout-words.ts";
import classes from "./payouts.module.css";
import { payoutsChanged } from "./payouts-changed.ts";

interface WithdrawModalProps {
  currency: Currency;
  /** What was available when it was opened. */
  amountMinor: string;
  account: PayoutAccountView | undefined;
  opened: boolean;
  onClose: () => void;
}

const pollMs = 2_000;

/** One withdrawal: confirmed once, sent under one key however often it is pressed, followed to its state. */
export function WithdrawModal({ currency, amountMinor, account, opened, onClose }: WithdrawModalProps) {
  // The balance behind the dialog moves as soon as the payout is made; the dialog keeps what was confirmed.
  const [amount] = useState({ amountMinor, currency });
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const underWay = useRef(false);
  const request = useMutation(
    api.payouts.request.mutationOptions({
      onSuccess: payoutsChanged,
      onError: () => {
        underWay.current = false;
      },
    }),
  );
  const withdraw = () => {
    if (underWay.current) return;
    underWay.current = true;
    request.mutate({ currency, idempotencyKey });
  };
  const show = formatMoney(amount);
  return (
    <Modal
      opened={opened}
      // What is on its way must not be asked for again under another key.
      onClose={request.isPending ? () => undefined : onClose}
      title={request.isSuccess ? "Your payout" : `Withdraw ${show}`}
      centered
      size={460}
    >
      <div aria-live="polite">
        {request.isSuccess ? (
          <Requested payout={request.data} onClose={onClose} />
        ) : (
          <div className={classes["stack"]}>
            <dl className={`${classes["facts"]} num`}>
              <div>
                <dt>Amount</dt>
                <dd>
                  <strong>{show}</strong>, all that is available in {currency}
                </dd>
              </div>
              <div>
                <dt>Goes to</dt>
                <dd>
                  {account ? `Your account at ${providerTitles[account.provider]}` : "Your payout account"}
                </dd>
              </div>
            </dl>
            <Text size="sm" c="dimmed">
              The amount is reserved at once and sent to the provider. How long your bank takes after that is
              up to the provider and your bank.
            </Text>
            {request.isError ? <ErrorPanel error={request.error} title="Nothing was withdrawn" /> : null}
            <div className={classes["dialogActions"]}>
              <Button variant="default" onClick={onClose} disabled={request.isPending}>
                Cancel
              </Button>
              <Button loading={request.isPending} onClick={withdraw} data-autofocus>
                Withdraw {show}
              </Button>
            </div>
          </div>
        )}
      </div>
    </Modal>
  );
}

function Requested({ payout, onClose }: { payout: PayoutView; onClose: () => void }) {
  const statement = useQuery(
    api.payouts.statement.queryOptions(
      { payoutId: payout.id },
      {
        staleTime: 0,
        refetchInterval: ({ state }) => (isMoving(state.data?.payout ?? payout) ? pollMs : false),
      },
    ),
  );
  const { status, amount } = statement.data?.payout ?? payout;
  const isDone = !isMoving({ status });
  useEffect(() => {
    if (isDone) void payoutsChanged();
  }, [isDone]);
  return (
    <div className={classes["stack"]}>
      <div className={`${classes["made"]} num`}>
        <strong>{formatMoney(amount)}</strong>
        <PayoutStatusBadge status={status} />
      </div>
      <Text>{payoutWords[status].meaning}</Text>
      <Text size="sm" c="dimmed">
        You can close this: the payout goes on, and you find it under Payouts.
      </Text>
      <div className={classes["dialogActions"]}>
        <Button variant="default" onClick={onClose}>
          Done
        </Button>
        <ButtonLink to="/creator/payouts/$payoutId" params={{ payoutId: payout.id }}>
          Open the statement
        </ButtonLink>
      </div>
    </div>
  );
}
