import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { PurchaseView } from "@boltz/contract";
import { Button, Modal, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { moneyLeft } from "./purchase-money.ts";
import classes from "./purchases.module.css";

/** The buyer's own way to the money, while the window is open: asked once more before it is done. */
export function RequestRefund({ purchase, until }: { purchase: PurchaseView; until: string }) {
  const [opened, dialog] = useDisclosure(false);
  return (
    <div className={classes["refund"]}>
      <Text size="sm" c="dimmed">
        Not what you expected? You can have {formatMoney(moneyLeft(purchase))} back until{" "}
        <strong>{formatMoment(until)}</strong>.
      </Text>
      <Button variant="default" size="sm" onClick={dialog.open}>
        Ask for a refund
      </Button>
      <Modal opened={opened} onClose={dialog.close} title="Ask for a refund?" centered>
        <ConfirmRefund purchase={purchase} onClose={dialog.close} />
      </Modal>
    </div>
  );
}

function ConfirmRefund({ purchase, onClose }: { purchase: PurchaseView; onClose: () => void }) {
  const [reason, setReason] = useState("");
  const once = useOneAtATime();
  const request = useMutation(
    api.purchases.requestRefund.mutationOptions({
      onSuccess: async (after) => {
        queryClient.setQueryData(api.purchases.get.queryKey({ purchaseId: purchase.id }), after);
        onClose();
        await Promise.all([
          queryClient.invalidateQueries({ queryKey: api.purchases.pathKey() }),
          queryClient.invalidateQueries({ queryKey: api.library.pathKey() }),
          queryClient.invalidateQueries({ queryKey: api.listings.get.pathKey() }),
        ]);
      },
    }),
  );
  const confirm = () => once(() => request.mutateAsync({ purchaseId: purchase.id, reason: reason.trim() }));
  return (
    <div className={classes["refundForm"]}>
      <ul className={classes["refundFacts"]}>
        <li>
          <strong>{formatMoney(moneyLeft(purchase))}</strong> goes back the way you paid. Banks take 5 to 10
          days to show it.
        </li>
        <li>
          Your access to <strong>{purchase.listingTitle}</strong> ends: it leaves your library and cannot be
          installed any more.
        </li>
      </ul>
      <Textarea
        label="Reason (optional)"
        description="Read by our staff. It does not change the outcome."
        rows={3}
        resize="vertical"
        maxLength={1_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {request.isError ? <ErrorPanel error={request.error} title="The refund was not asked for" /> : null}
      <div className={classes["dialogActions"]}>
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red" loading={request.isPending} onClick={confirm}>
          Refund {formatMoney(moneyLeft(purchase))}
        </Button>
      </div>
    </div>
  );
}
