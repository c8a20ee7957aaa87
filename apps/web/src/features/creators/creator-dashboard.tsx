import type { CreatorDashboard as Desk } from "@boltz/contract";
import { Text } from "@mantine/core";
import { IconPlus, IconWriting } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useViewer } from "../../api/viewer.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatMoney } from "../../format/money.ts";
import classes from "./creators.module.css";
import { DeskListing } from "./desk-listing.tsx";
import { RecentSales } from "./recent-sales.tsx";

/** The creator's desk: what is owed, what was sold, what is listed. */
export function CreatorDashboard() {
  const viewer = useViewer();
  return (
    <Gate
      title="Creator desk"
      action="creator.read"
      refusal={
        <EmptyPanel
          title="Become a creator"
          icon={<IconWriting size={26} stroke={1.4} />}
          actions={<ButtonLink to="/account">Open your account</ButtonLink>}
        >
          {viewer?.suspended
            ? "This account is suspended. Write to support to have it reviewed."
            : "Choose a creator name on your account page; then you can publish strategies."}
        </EmptyPanel>
      }
    >
      {() => <DeskPage />}
    </Gate>
  );
}

function DeskPage() {
  const desk = useQuery(api.creators.dashboard.queryOptions());
  return (
    <Page
      title="Creator desk"
      actions={
        <ButtonLink to="/creator/new" leftSection={<IconPlus size={17} />}>
          New listing
        </ButtonLink>
      }
    >
      {desk.isPending ? (
        <LoadingRows label="Loading your desk" />
      ) : desk.isError && !desk.data ? (
        <ErrorPanel error={desk.error} retry={desk.refetch} title="Your desk could not be loaded" />
      ) : (
        <DeskContent desk={desk.data} />
      )}
    </Page>
  );
}

function DeskContent({ desk }: { desk: Desk }) {
  return (
    <>
      <Section title="Balance" id="balance">
        {desk.balances.length === 0 ? (
          <Text c="dimmed">Nothing earned yet. Your share of every sale appears here.</Text>
        ) : (
          <div className={classes["balances"]}>
            {desk.balances.map((balance) => (
              <Balance key={balance.currency} balance={balance} />
            ))}
          </div>
        )}
      </Section>
      <Section title="Listings" id="listings">
        {desk.listings.length === 0 ? (
          <EmptyPanel
            title="No listings yet"
            icon={<IconWriting size={26} stroke={1.4} />}
            actions={<ButtonLink to="/creator/new">New listing</ButtonLink>}
          >
            Write a strategy, describe it, and submit it for review.
          </EmptyPanel>
        ) : (
          <ul className={classes["listings"]}>
            {desk.listings.map((listing) => (
              <li key={listing.id}>
                <DeskListing listing={listing} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title="Recent sales" id="sales">
        <RecentSales sales={desk.sales} />
      </Section>
    </>
  );
}

function Balance({ balance }: { balance: Desk["balances"][number] }) {
  const { currency, availableMinor, pendingMinor } = balance;
  return (
    <div className={`${classes["balance"]} num`}>
      <h3>{currency}</h3>
      <dl>
        <div>
          <dt>Available</dt>
          <dd>{formatMoney({ amountMinor: availableMinor, currency })}</dd>
        </div>
        <div>
          <dt>Pending</dt>
          <dd data-quiet>{formatMoney({ amountMinor: pendingMinor, currency })}</dd>
        </div>
      </dl>
    </div>
  );
}
