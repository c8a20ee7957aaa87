import type { PurchaseView } from "@boltz/contract";
import { Text } from "@mantine/core";
import {
  IconArrowBackUp,
  IconBuildingBank,
  IconCheck,
  IconHourglass,
  IconSnowflake,
} from "@tabler/icons-react";
import { ButtonLink } from "../../components/links.tsx";
import { formatMoney, isFree } from "../../format/money.ts";
import { InstallButton } from "../library/install-button.tsx";
import { moneyLeft, refundOpenUntil } from "./purchase-money.ts";
import { RequestRefund } from "./request-refund.tsx";
import { StateActions, StatePanel } from "./state-panel.tsx";

interface StateProps {
  purchase: PurchaseView;
}

/** A purchase that was paid: its access, and what is under way with its money. */
export function Completed({ purchase }: StateProps) {
  if (purchase.disputed) return <Disputed purchase={purchase} />;
  if (purchase.refundPending) return <RefundOnItsWay purchase={purchase} />;
  const until = refundOpenUntil(purchase);
  return (
    <StatePanel tone="good" icon={<IconCheck size={24} stroke={2} />} title="It is yours">
      <Text c="dimmed">
        {isFree(purchase.price)
          ? "The strategy is in your library."
          : isFree(purchase.refunded)
            ? "The payment is confirmed and the strategy is in your library. A receipt is on its way by e-mail."
            : `${formatMoney(purchase.refunded)} of ${formatMoney(purchase.price)} went back to you. The strategy stays in your library.`}
      </Text>
      <StateActions>
        <InstallButton listingId={purchase.listingId} title={purchase.listingTitle} />
        <ButtonLink to="/library" size="md" variant="default">
          Open your library
        </ButtonLink>
      </StateActions>
      {until === null ? null : <RequestRefund purchase={purchase} until={until} />}
    </StatePanel>
  );
}

const Disputed = ({ purchase }: StateProps) => (
  <StatePanel
    tone="warn"
    icon={<IconSnowflake size={24} stroke={1.6} />}
    title="Disputed at your bank: access is frozen"
  >
    <Text>
      Your bank disputes the payment of {formatMoney(moneyLeft(purchase))}. Until it has decided, the amount
      is held and the strategy cannot be installed.
    </Text>
    <Text c="dimmed" size="sm">
      If the bank decides for the sale, access comes back by itself. If it decides for you, the money is yours
      and access ends. Was the dispute a mistake? Tell your bank to withdraw it.
    </Text>
  </StatePanel>
);

const RefundOnItsWay = ({ purchase }: StateProps) => (
  <StatePanel icon={<IconArrowBackUp size={24} stroke={1.6} />} title="Your refund is on its way">
    <Text>
      The money goes back the way you paid. Banks take 5 to 10 days to show it; this page says when it has
      been sent.
    </Text>
    <Text c="dimmed" size="sm">
      {isFree(purchase.refunded)
        ? "While the whole price is on its way back access is frozen, and it ends when the money has gone through."
        : `${formatMoney(purchase.refunded)} went back before; ${formatMoney(moneyLeft(purchase))} was left.`}
    </Text>
  </StatePanel>
);

export const Refunded = ({ purchase }: StateProps) => (
  <StatePanel icon={<IconArrowBackUp size={24} stroke={1.6} />} title="Refunded">
    <Text>
      {isFree(purchase.refunded) ? "The full price" : formatMoney(purchase.refunded)} went back to you, and
      access has ended.
    </Text>
    <Text c="dimmed" size="sm">
      Banks take 5 to 10 days to show it. You can buy the strategy again whenever you like.
    </Text>
  </StatePanel>
);

export const ChargedBack = ({ purchase }: StateProps) => (
  <StatePanel tone="bad" icon={<IconBuildingBank size={24} stroke={1.6} />} title="Charged back">
    <Text>
      Your bank decided the dispute for you and took {formatMoney(moneyLeft(purchase))} back, so access has
      ended.
    </Text>
    <Text c="dimmed" size="sm">
      Do you want the strategy after all? Buy it again on its page.
    </Text>
  </StatePanel>
);

export const Quarantined = ({ purchase }: StateProps) => (
  <StatePanel
    tone="warn"
    icon={<IconHourglass size={24} stroke={1.6} />}
    title="This payment is being checked"
  >
    <Text>
      What the provider reported does not match the order, so a person looks at it. You need not do anything;
      we write to you.
    </Text>
    <Text c="dimmed" size="sm">
      {purchase.refundPending
        ? "Your money is on its way back."
        : "If it cannot be cleared, your money goes back to you in full."}
    </Text>
  </StatePanel>
);
