import { IconHeart } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { FollowedCreators } from "./followed-creators.tsx";
import classes from "./following.module.css";
import { WishedListing } from "./wished-listing.tsx";

/** What the signed-in person keeps an eye on: strategies and creators. */
export const WishList = () => (
  <Gate title="Wish-list" action="notification.read">
    {() => <WishListPage />}
  </Gate>
);

export const WishListPage = () => (
  <Page
    title="Wish-list"
    lead="We tell you when a strategy here gets cheaper or better, and when a creator you follow publishes."
    actions={
      <ButtonLink to="/account/notifications" variant="default">
        Notification preferences
      </ButtonLink>
    }
  >
    <Section title="Strategies" id="wishes">
      <Wishes />
    </Section>
    <Section title="Creators you follow" id="followed">
      <FollowedCreators />
    </Section>
  </Page>
);

function Wishes() {
  const wishes = useQuery(api.listings.wished.queryOptions());
  if (wishes.isPending) return <LoadingRows rows={2} label="Loading your wish-list" />;
  if (wishes.isError && !wishes.data)
    return (
      <ErrorPanel error={wishes.error} retry={wishes.refetch} title="Your wish-list could not be loaded" />
    );
  if (wishes.data.length === 0)
    return (
      <EmptyPanel
        title="No wishes yet"
        icon={<IconHeart size={26} stroke={1.4} />}
        actions={<ButtonLink to="/">Explore strategies</ButtonLink>}
      >
        Press “Add to wish-list” on a strategy's page to keep an eye on it here.
      </EmptyPanel>
    );
  return (
    <ul className={classes["cards"]}>
      {wishes.data.map((wish) => (
        <li key={wish.listing.id}>
          <WishedListing wish={wish} />
        </li>
      ))}
    </ul>
  );
}
