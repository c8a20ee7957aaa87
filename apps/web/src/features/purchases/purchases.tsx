import { IconReceipt } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney, formatPrice, isFree } from "../../format/money.ts";
import { PurchaseBadge } from "./purchase-status.tsx";
import classes from "./purchases.module.css";

/** Everything the signed-in person bought or tried to buy. */
export const Purchases = () => (
  <Gate title="Purchases" action="purchase.list">
    {() => <PurchaseList />}
  </Gate>
);

function PurchaseList() {
  const purchases = useInfiniteQuery(
    api.purchases.list.infiniteQueryOptions(
      { limit: 24 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const rows = purchases.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title="Purchases" width="text">
      {purchases.isPending ? (
        <LoadingRows label="Loading your purchases" />
      ) : purchases.isError && !purchases.data ? (
        <ErrorPanel
          error={purchases.error}
          retry={purchases.refetch}
          title="Your purchases could not be loaded"
        />
      ) : rows.length === 0 ? (
        <EmptyPanel
          title="No purchases yet"
          icon={<IconReceipt size={26} stroke={1.4} />}
          actions={<ButtonLink to="/">Explore strategies</ButtonLink>}
        >
          Every order appears here with its receipt.
        </EmptyPanel>
      ) : (
        <>
          <ul className={classes["rows"]}>
            {rows.map((purchase) => (
              <li key={purchase.id}>
                <Link
                  to="/purchases/$purchaseId"
                  params={{ purchaseId: purchase.id }}
                  className={classes["row"]}
                >
                  <span className={classes["rowTitle"]}>{purchase.listingTitle}</span>
                  <span className={`${classes["rowPrice"]} num`}>
                    {isFree(purchase.discount) ? null : (
                      <s className={classes["wasPrice"]}>{formatMoney(purchase.listPrice)}</s>
                    )}
                    {formatPrice(purchase.price)}
                  </span>
                  <span className={classes["rowFacts"]}>
                    {formatMoment(purchase.createdAt)}
                    {isFree(purchase.refunded) ? null : ` · ${formatMoney(purchase.refunded)} went back`}
                  </span>
                  <span className={classes["rowStatus"]}>
                    <PurchaseBadge purchase={purchase} />
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          <LoadMore pages={purchases} />
        </>
      )}
    </Page>
  );
}
