import type { CreatorDashboard as Desk } from "@boltz/contract";
import { Text } from "@mantine/core";
import { IconPlus, IconWriting } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { useViewer } from "../../api/viewer.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Section } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { BalanceCards } from "../payouts/balance-cards.tsx";
import { usePayoutBalance } from "../payouts/use-payout-balance.ts";
import classes from "./creators.module.css";
import { DeskListing } from "./desk-listing.tsx";
import { DeskPage } from "./desk-page.tsx";
import { Earnings } from "./earnings.tsx";
import { ListingFigures } from "./listing-figures.tsx";
import { RecentSales } from "./recent-sales.tsx";
import { SalesExport } from "./sales-export.tsx";

/** The creator's desk: what is owed, what was sold, what is listed. */
export function CreatorDashboard() {
  const viewer = useViewer();
  return (
    <Gate
      title="Creator desk"
      action="creator.read"
      {...(viewer?.suspended ? {} : { refusal: <NoCreatorYet /> })}
    >
      {() => <Overview />}
    </Gate>
  );
}

function NoCreatorYet() {
  return (
    <EmptyPanel
      title="Become a creator"
      icon={<IconWriting size={26} stroke={1.4} />}
      actions={<ButtonLink to="/account">Open your account</ButtonLink>}
    >
      Choose a creator name on your account page; then you can publish strategies.
    </EmptyPanel>
  );
}

export function Overview() {
  const desk = useQuery(api.creators.dashboard.queryOptions({ span: "day", listingId: null }));
  return (
    <DeskPage
      title="Creator desk"
      actions={
        <ButtonLink to="/creator/new" leftSection={<IconPlus size={17} />}>
          New listing
        </ButtonLink>
      }
    >
      <Section title="Balance" id="balance">
        <Balance />
      </Section>
      {desk.isPending ? (
        <Section title="Sales" id="loading">
          <LoadingRows label="Loading your desk" />
        </Section>
      ) : desk.isError && !desk.data ? (
        <Section title="Sales" id="failed">
          <ErrorPanel error={desk.error} retry={desk.refetch} title="Your desk could not be loaded" />
        </Section>
      ) : (
        <DeskContent desk={desk.data} />
      )}
    </DeskPage>
  );
}

/** Money owed is its own question: when it cannot be read, the rest of the desk still is. */
function Balance() {
  const balance = usePayoutBalance();
  return balance.isPending ? (
    <LoadingRows rows={1} label="Loading your balance" />
  ) : balance.isError && !balance.data ? (
    <ErrorPanel error={balance.error} retry={balance.refetch} title="Your balance could not be loaded" />
  ) : (
    <BalanceCards balance={balance.data} />
  );
}

function DeskContent({ desk }: { desk: Desk }) {
  const hasSold = desk.sales.length > 0;
  return (
    <>
      {hasSold ? (
        <Section title="Earnings" id="earnings">
          <Earnings listings={desk.listings} />
        </Section>
      ) : null}
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
      <Section
        title="How they sell"
        id="figures"
        aside={
          <Text size="sm" c="dimmed">
            The last 90 days
          </Text>
        }
      >
        <ListingFigures figures={desk.figures} />
      </Section>
      <Section title="Recent sales" id="sales">
        <RecentSales sales={desk.sales} />
        {hasSold ? <SalesExport /> : null}
      </Section>
    </>
  );
}
