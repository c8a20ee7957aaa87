import type { Viewer } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconDiscount2, IconPlus, IconWriting } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { may } from "../../api/may.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { isFree } from "../../format/money.ts";
import { DeskPage } from "../creators/desk-page.tsx";
import { CouponModal } from "./coupon-modal.tsx";
import { CouponRow } from "./coupon-row.tsx";
import classes from "./coupons.module.css";

/** Codes that lower a price: a creator's own, and for finance those of the whole marketplace. */
export const Coupons = () => (
  <Gate
    title="Coupons"
    action={["creator.read", "coupon.platform"]}
    refusal={
      <EmptyPanel
        title="Coupons are for creators"
        icon={<IconWriting size={26} stroke={1.4} />}
        actions={<ButtonLink to="/account">Open your account</ButtonLink>}
      >
        Become a creator on your account page; then you can give your buyers a better price.
      </EmptyPanel>
    }
  >
    {(viewer) => <CouponsPage viewer={viewer} />}
  </Gate>
);

export function CouponsPage({ viewer }: { viewer: Viewer }) {
  const [creating, setCreating] = useState(false);
  const coupons = useInfiniteQuery(
    api.coupons.list.infiniteQueryOptions(
      { limit: 24 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined },
    ),
  );
  const isSeller = may(viewer, "coupon.create");
  const desk = useQuery(
    api.creators.dashboard.queryOptions({ span: "day", listingId: null }, { enabled: isSeller }),
  );
  const rows = coupons.data?.pages.flatMap(({ items }) => items) ?? [];
  const mayCreate = isSeller || may(viewer, "coupon.platform");
  const create = (
    <Button leftSection={<IconPlus size={17} />} onClick={() => setCreating(true)}>
      New coupon
    </Button>
  );
  return (
    <DeskPage title="Coupons" actions={mayCreate && rows.length > 0 ? create : undefined}>
      {coupons.isPending ? (
        <LoadingRows label="Loading your coupons" />
      ) : coupons.isError && !coupons.data ? (
        <ErrorPanel error={coupons.error} retry={coupons.refetch} title="Your coupons could not be loaded" />
      ) : rows.length === 0 ? (
        <EmptyPanel
          title="No coupons yet"
          icon={<IconDiscount2 size={26} stroke={1.4} />}
          actions={mayCreate ? create : undefined}
        >
          {mayCreate
            ? "A coupon is a code that buyers type in before they pay. It takes a percentage or an amount off, for as long and as often as you say. What it takes off comes off the price, so your share and our fee both get smaller."
            : "Selling is switched off for your account, so you cannot make coupons. Decisions about you, in the account menu, says why."}
        </EmptyPanel>
      ) : (
        <>
          <ul className={classes["list"]}>
            {rows.map((coupon) => (
              <li key={coupon.id}>
                <CouponRow coupon={coupon} />
              </li>
            ))}
          </ul>
          <LoadMore pages={coupons} />
        </>
      )}
      {creating ? (
        <CouponModal
          viewer={viewer}
          listings={desk.data?.listings.filter(({ price }) => !isFree(price)) ?? []}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </DeskPage>
  );
}
