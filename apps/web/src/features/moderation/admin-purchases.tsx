import type { StaffPurchase } from "@boltz/contract";
import { Button, Switch, TextInput } from "@mantine/core";
import "@mantine/core/styles/Switch.layer.css";
import { IconReceiptOff, IconSearch } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatMoment } from "../../format/dates.ts";
import { formatPrice, isFree } from "../../format/money.ts";
import { PurchaseStatusBadge } from "../purchases/purchase-status.tsx";
import classes from "./moderation.module.css";
import { quarantineSentence } from "./purchase-words.ts";

const route = getRouteApi("/admin/purchases");

/** Every purchase, for those who help buyers and look after the money. */
export const AdminPurchases = () => (
  <Gate title="Purchases" action="purchase.find">
    {() => <FindPurchases />}
  </Gate>
);

function FindPurchases() {
  const { q = "", quarantined } = route.useSearch();
  const navigate = route.useNavigate();
  const look = (search: { q?: string; quarantined?: string }) => void navigate({ search, replace: true });
  return (
    <Page title="Purchases" heading="All purchases" lead="Find a payment, see what became of it, refund it.">
      <SearchForm
        key={q}
        query={q}
        onSearch={(query) => look({ q: query, ...(quarantined ? { quarantined } : {}) })}
      />
      <Switch
        label="Only in quarantine"
        checked={quarantined !== undefined}
        onChange={(event) => look({ q, ...(event.currentTarget.checked ? { quarantined: "1" } : {}) })}
        mb="lg"
      />
      <Found query={q} quarantined={quarantined !== undefined} />
    </Page>
  );
}

function SearchForm({ query, onSearch }: { query: string; onSearch: (query: string) => void }) {
  const [text, setText] = useState(query);
  return (
    <search>
      <form
        className={classes["search"]}
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(text.trim());
        }}
      >
        <TextInput
          label="Number, payment reference or buyer's e-mail"
          description="A listing's number (lst_…) finds everything it sold."
          type="search"
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" size="md" leftSection={<IconSearch size={17} />}>
          Search
        </Button>
      </form>
    </search>
  );
}

function Found({ query, quarantined }: { query: string; quarantined: boolean }) {
  const found = useInfiniteQuery(
    api.moderation.findPurchases.infiniteQueryOptions(
      { query, quarantined, limit: 24 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: 0 },
    ),
  );
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.isPending) return <LoadingRows label="Loading the purchases" />;
  if (found.isError && !found.data)
    return <ErrorPanel error={found.error} retry={found.refetch} title="The purchases could not be loaded" />;
  if (rows.length === 0)
    return (
      <EmptyPanel
        title={quarantined && query === "" ? "Nothing is in quarantine" : "No purchase found"}
        icon={<IconReceiptOff size={26} stroke={1.4} />}
      >
        {query === "" ? null : "Search for the whole number, reference or address."}
      </EmptyPanel>
    );
  return (
    <>
      <ul className={`${classes["queue"]} num`}>
        {rows.map((purchase) => (
          <li key={purchase.id}>
            <PurchaseRow purchase={purchase} />
          </li>
        ))}
      </ul>
      <LoadMore pages={found} />
    </>
  );
}

const PurchaseRow = ({ purchase }: { purchase: Omit<StaffPurchase, "refunds" | "disputes"> }) => (
  <Link to="/admin/purchases/$purchaseId" params={{ purchaseId: purchase.id }} className={classes["item"]}>
    <span className={classes["itemText"]}>
      <strong>{purchase.listingTitle}</strong>
      <span>
        {purchase.buyer} · {formatMoment(purchase.createdAt)}
      </span>
      {purchase.status === "quarantined" && purchase.quarantineReason ? (
        <span>{quarantineSentence(purchase.quarantineReason)}</span>
      ) : null}
    </span>
    <span className={classes["itemAge"]}>
      <strong>{formatPrice(purchase.price)}</strong>
      <PurchaseStatusBadge status={purchase.status} free={isFree(purchase.price)} />
    </span>
  </Link>
);
