import "@mantine/core/styles/Radio.layer.css";
import type { StaffPurchase } from "@boltz/contract";
import { Alert, Button, Radio, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { issuesByField, wireErrorOf } from "../../api/errors.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMoney, isFree, toMajorText } from "../../format/money.ts";
import classes from "./moderation.module.css";
import { readRefundAmount } from "./refund-amount.ts";
import { keysForOneForm } from "./refund-key.ts";

const shortestReason = 10;

/** Refunds all or a part; each refund starts with an empty form and keys of its own. */
export function RefundForm({ purchase }: { purchase: StaffPurchase }) {
  const [made, setMade] = useState(0);
  const isAtBank = purchase.disputes.some(({ status }) => status === "open" || status === "under_review");
  if (isAtBank)
    return (
      <Alert color="yellow" title="Disputed at the bank">
        It can be refunded only after the dispute is decided.
      </Alert>
    );
  if (isFree(purchase.refundable)) return <Alert color="gray">There is nothing left to refund.</Alert>;
  return <OneRefund key={made} purchase={purchase} onMade={() => setMade(made + 1)} />;
}

interface OneRefundProps {
  purchase: StaffPurchase;
  onMade: () => void;
}

function OneRefund({ purchase, onMade }: OneRefundProps) {
  const left = purchase.refundable;
  const [whole, setWhole] = useState(true);
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const ids = { amount: useId(), reason: useId() };
  const { refund, send } = useRefund(purchase, onMade);
  const parsed = whole ? { ok: true as const, amountMinor: null } : readRefundAmount(text, left);
  const tooShort = reason.trim().length < shortestReason;
  const refused = refund.isError ? fieldsOf(refund.error) : {};

  const submit = () => {
    setAsked(true);
    if (!parsed.ok) return document.getElementById(ids.amount)?.focus();
    if (tooShort) return document.getElementById(ids.reason)?.focus();
    send({ amountMinor: parsed.amountMinor, reason: reason.trim() });
  };
  const amount = !parsed.ok
    ? null
    : parsed.amountMinor === null
      ? left
      : { ...left, amountMinor: parsed.amountMinor };
  return (
    <form
      className={classes["refund"]}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {purchase.status === "quarantined" ? (
        <p className={classes["refundNote"]}>
          What waits in quarantine goes back whole: {formatMoney(left)}.
        </p>
      ) : (
        <Radio.Group
          label="How much goes back"
          value={whole ? "whole" : "part"}
          onChange={(value) => setWhole(value === "whole")}
        >
          <div className={classes["refundKinds"]}>
            <Radio value="whole" label={`All that is left: ${formatMoney(left)}`} />
            <Radio value="part" label="A part of it" />
          </div>
        </Radio.Group>
      )}
      {whole ? null : (
        <TextInput
          id={ids.amount}
          label={`Amount in ${left.currency}`}
          description={`Up to ${formatMoney(left)}`}
          placeholder={toMajorText(left)}
          inputMode="decimal"
          autoComplete="off"
          value={text}
          error={(asked && !parsed.ok ? parsed.reason : undefined) ?? refused.amountMinor}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      <Textarea
        id={ids.reason}
        label="Reason"
        description="Kept with the refund."
        rows={3}
        resize="vertical"
        maxLength={1_000}
        value={reason}
        error={
          (asked && tooShort ? `Write at least ${shortestReason} characters` : undefined) ?? refused.reason
        }
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {refund.isError ? <RefundProblem error={refund.error} /> : null}
      <Button type="submit" color="red" size="md" loading={refund.isPending}>
        {amount ? `Refund ${formatMoney(amount)}` : "Refund"}
      </Button>
    </form>
  );
}

function fieldsOf(error: unknown): { amountMinor?: string; reason?: string } {
  const { code, issues } = wireErrorOf(error);
  if (code === "refund_too_large") return { amountMinor: "More than is left by now" };
  return issuesByField(issues, ["amountMinor", "reason"]).byField;
}

function useRefund(purchase: StaffPurchase, onMade: () => void) {
  const [keyFor] = useState(() => keysForOneForm());
  const once = useOneAtATime();
  const readAgain = () =>
    queryClient.invalidateQueries({
      queryKey: api.moderation.purchase.queryKey({ purchaseId: purchase.id }),
    });
  const refund = useMutation(
    api.moderation.refund.mutationOptions({
      onSuccess: async ({ amount }) => {
        await readAgain();
        onMade();
        await notify(`The refund of ${formatMoney(amount)} is on its way.`);
      },
      onError: async (error) => {
        const { code } = wireErrorOf(error);
        if (code === "refund_too_large" || code === "wrong_state" || code === "disputed") await readAgain();
      },
    }),
  );
  const send = (order: { amountMinor: string | null; reason: string }) =>
    once(() => refund.mutateAsync({ purchaseId: purchase.id, ...order, idempotencyKey: keyFor(order) }));
  return { refund, send };
}

function RefundProblem({ error }: { error: unknown }) {
  const { code } = wireErrorOf(error);
  if (code === "own_judgement")
    return (
      <Alert color="yellow" role="alert" title="Your own purchase or sale">
        You bought or sold this yourself. Ask a colleague to refund it.
      </Alert>
    );
  return <ErrorPanel error={error} title="Not refunded" />;
}
