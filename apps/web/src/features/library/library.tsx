import type { LibraryItem, PurchaseView } from "@boltz/contract";
import { Badge, NativeSelect } from "@mantine/core";
import { IconBooks } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { StrategyMark } from "../../components/strategy-mark.tsx";
import { formatDay } from "../../format/dates.ts";
import { FrozenNote, useFrozenPurchases } from "./frozen.tsx";
import { InstallButton } from "./install-button.tsx";
import { InstallCommand } from "./install-command.tsx";
import classes from "./library.module.css";
import { UpdateChanges } from "./update-changes.tsx";

/** What I own and can install. */
export const Library = () => (
  <Gate title="Library" action="library.read">
    {() => <OwnedStrategies />}
  </Gate>
);

function OwnedStrategies() {
  const library = useInfiniteQuery(
    api.library.list.infiniteQueryOptions(
      { limit: 24 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const items = library.data?.pages.flatMap((page) => page.items) ?? [];
  const frozen = useFrozenPurchases({
    but: items.map(({ listingId }) => listingId),
    enabled: true,
  });
  return (
    <Page
      title="Library"
      lead="The strategies that are yours, in every version since you got them."
      actions={
        <ButtonLink to="/purchases" variant="default">
          Purchases
        </ButtonLink>
      }
    >
      {library.isPending ? (
        <LoadingRows label="Loading your library" />
      ) : library.isError && !library.data ? (
        <ErrorPanel error={library.error} retry={library.refetch} title="Your library could not be loaded" />
      ) : items.length + frozen.length === 0 ? (
        <EmptyPanel
          title="Nothing here yet"
          icon={<IconBooks size={26} stroke={1.4} />}
          actions={<ButtonLink to="/">Explore strategies</ButtonLink>}
        >
          What you buy or add for free appears here, ready to install.
        </EmptyPanel>
      ) : (
        <>
          <ul className={classes["items"]}>
            {frozen.map((purchase) => (
              <li key={purchase.id}>
                <FrozenStrategy purchase={purchase} />
              </li>
            ))}
            {items.map((item) => (
              <li key={item.entitlementId}>
                <OwnedStrategy item={item} />
              </li>
            ))}
          </ul>
          <LoadMore pages={library} />
        </>
      )}
    </Page>
  );
}

const FrozenStrategy = ({ purchase }: { purchase: PurchaseView }) => (
  <article className={classes["item"]}>
    <div className={classes["itemHead"]}>
      <StrategyMark seed={purchase.listingId} size={48} />
      <div className={classes["itemText"]}>
        <h2>
          <Link to="/listings/$listingId" params={{ listingId: purchase.listingId }}>
            {purchase.listingTitle}
          </Link>
        </h2>
        <div className={classes["facts"]}>
          <Badge color="yellow">Access is frozen</Badge>
          <span>Bought {formatDay(purchase.createdAt)}</span>
        </div>
      </div>
    </div>
    <FrozenNote purchase={purchase} />
  </article>
);

function OwnedStrategy({ item }: { item: LibraryItem }) {
  const [version, setVersion] = useState(item.latestVersion);
  return (
    <article className={classes["item"]}>
      <div className={classes["itemHead"]}>
        <StrategyMark seed={item.listingId} size={48} />
        <div className={classes["itemText"]}>
          <h2>
            <Link to="/listings/$listingId" params={{ listingId: item.listingId }}>
              {item.title}
            </Link>
          </h2>
          <p className={classes["facts"]}>
            <span>by {item.creator.displayName}</span>
            <span>Yours since {formatDay(item.grantedAt)}</span>
            <span>
              {item.lastInstalledAt
                ? `Last installed ${formatDay(item.lastInstalledAt)}`
                : "Not installed yet"}
            </span>
            {item.latestVersion === item.ownedVersion ? null : (
              <Badge size="sm">{item.latestVersion} is new since you bought</Badge>
            )}
          </p>
        </div>
      </div>
      <div className={classes["act"]}>
        <NativeSelect
          aria-label={`Version of ${item.title}`}
          value={version}
          data={item.versions.map((known) => ({ value: known, label: known }))}
          onChange={(event) => setVersion(event.currentTarget.value)}
          w={110}
        />
        <InstallButton listingId={item.listingId} title={item.title} version={version} />
      </div>
      {version === item.ownedVersion ? null : (
        <div className={classes["update"]}>
          <UpdateChanges
            key={version}
            listingId={item.listingId}
            title={item.title}
            from={item.ownedVersion}
            to={version}
          />
        </div>
      )}
      <InstallCommand listingId={item.listingId} version={version} />
    </article>
  );
}
