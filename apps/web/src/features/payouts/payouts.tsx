import { IconWriting } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Section } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { DeskPage } from "../creators/desk-page.tsx";
import { BalanceCards } from "./balance-cards.tsx";
import { OnboardedNotice } from "./onboarded-notice.tsx";
import { PayoutAccounts } from "./payout-accounts.tsx";
import { PayoutList } from "./payout-list.tsx";
import { usePayoutBalance } from "./use-payout-balance.ts";

const route = getRouteApi("/creator/payouts");

/** Where the money goes, when, and every payout so far. */
export function Payouts() {
  const { onboarded } = route.useSearch();
  return (
    <Gate
      title="Payouts"
      action="payout.read"
      refusal={
        <EmptyPanel
          title="Payouts are for creators"
          icon={<IconWriting size={26} stroke={1.4} />}
          actions={<ButtonLink to="/account">Open your account</ButtonLink>}
        >
          Become a creator on your account page and sell a strategy; then you are paid here.
        </EmptyPanel>
      }
    >
      {() => <PayoutsPage hasReturned={onboarded !== undefined} />}
    </Gate>
  );
}

/** `hasReturned`: the creator comes from the provider's page, so the account is about to change. */
export function PayoutsPage({ hasReturned }: { hasReturned: boolean }) {
  const balance = usePayoutBalance({ awaitsAccount: hasReturned });
  return (
    <DeskPage title="Payouts">
      {hasReturned && balance.data ? <OnboardedNotice accounts={balance.data.accounts} /> : null}
      {balance.isPending ? (
        <LoadingRows rows={2} label="Loading your balance" />
      ) : balance.isError && !balance.data ? (
        <ErrorPanel error={balance.error} retry={balance.refetch} title="Your balance could not be loaded" />
      ) : (
        <>
          <Section title="Balance" id="balance">
            <BalanceCards balance={balance.data} short />
          </Section>
          <Section title="Payout accounts" id="accounts">
            <PayoutAccounts balance={balance.data} />
          </Section>
        </>
      )}
      <Section title="Your payouts" id="payouts">
        <PayoutList balance={balance.data} />
      </Section>
    </DeskPage>
  );
}
