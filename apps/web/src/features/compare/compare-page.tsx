import type { ComparedStrategy } from "@boltz/contract";
import { Alert } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { ButtonLink } from "../../components/links.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { plural } from "../../format/numbers.ts";
import { SegmentLegend } from "../proof/segment-mark.tsx";
import { toggleChosen, useChosen } from "./chosen.ts";
import classes from "./compare-page.module.css";
import { CompareTable } from "./compare-table.tsx";
import { readIds } from "./compared-ids.ts";

const route = getRouteApi("/compare");

/** Up to four strategies side by side, as the address names them. */
export function ComparePage() {
  const { ids } = route.useSearch();
  const navigate = useNavigate();
  const chosen = useChosen();
  const remove = ({ listingId, title }: ComparedStrategy) => {
    if (chosen.some(({ id }) => id === listingId)) toggleChosen({ id: listingId, title });
    const left = readIds(ids).filter((id) => id !== listingId);
    void navigate({
      to: "/compare",
      search: left.length === 0 ? {} : { ids: left.join(",") },
      replace: true,
    });
  };
  return (
    <Page
      title="Compare strategies"
      lead="Figures of the runs that we made, part by part. What we did not run has none."
      actions={
        <ButtonLink to="/" variant="default">
          Choose more
        </ButtonLink>
      }
    >
      <Comparison ids={ids} onRemove={remove} />
    </Page>
  );
}

interface ComparisonProps {
  ids: string | undefined;
  onRemove: (strategy: ComparedStrategy) => void;
}

/** The comparison of an address, or what is missing for one. */
export function Comparison({ ids, onRemove }: ComparisonProps) {
  const listingIds = readIds(ids);
  const compared = useQuery(
    api.proofs.compare.queryOptions(
      { listingIds },
      { enabled: listingIds.length > 0, placeholderData: keepPreviousData },
    ),
  );
  if (listingIds.length === 0)
    return (
      <EmptyPanel
        title="Nothing to compare yet"
        icon={<IconScale size={26} stroke={1.4} />}
        actions={<ButtonLink to="/">Explore strategies</ButtonLink>}
      >
        Choose up to four strategies with “Compare” on their cards.
      </EmptyPanel>
    );
  if (compared.isPending) return <LoadingRows rows={4} label="Loading the comparison" />;
  if (!compared.data)
    return (
      <ErrorPanel
        error={compared.error}
        retry={compared.refetch}
        title="The comparison could not be loaded"
      />
    );
  const found = compared.data.filter(({ listingId }) => listingIds.includes(listingId));
  const missing = compared.isPlaceholderData ? 0 : listingIds.length - found.length;
  return (
    <div className={classes["body"]}>
      {missing > 0 ? (
        <Alert color="yellow" role="status" title={`${plural(missing, "strategy", "strategies")} not found`}>
          It may have left the market, or the address is wrong.
        </Alert>
      ) : null}
      {found.length === 1 && missing === 0 ? (
        <Alert color="gray" role="status" title="Only one so far">
          Choose another one to see the two side by side.
        </Alert>
      ) : null}
      {found.length === 0 ? null : (
        <>
          <SegmentLegend />
          <p className={classes["quiet"]}>
            Markets and spans of time differ between strategies, so “best” is only the best number of its row.
          </p>
          <CompareTable strategies={found} onRemove={onRemove} />
        </>
      )}
    </div>
  );
}
