import { Button } from "@mantine/core";
import { IconCircleCheck, IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { api, queryClient } from "../../api/client.ts";
import { LoadMore } from "../../components/load-more.tsx";
import { Section } from "../../components/page.tsx";
import { SegmentedControl } from "../../components/segmented-control.ts";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { DifferenceRow } from "./difference-row.tsx";
import classes from "./finance.module.css";

const route = getRouteApi("/admin/reconciliation");

interface DifferencesProps {
  mayExplain: boolean;
  /** A newer comparison may have found more, or fewer. */
  latestRun: string | undefined;
}

/** What differs between the books: what is open, or all there ever was. */
export function Differences({ mayExplain, latestRun }: DifferencesProps) {
  const { all } = route.useSearch();
  const navigate = route.useNavigate();
  useEffect(() => {
    if (latestRun) void queryClient.invalidateQueries({ queryKey: api.finance.differences.pathKey() });
  }, [latestRun]);
  return (
    <Section
      title="Differences"
      id="differences"
      aside={
        <Button
          component="a"
          href="/exports/differences.csv"
          download
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.6} />}
        >
          Download CSV
        </Button>
      }
    >
      <SegmentedControl
        aria-label="Which differences"
        mb="md"
        data={[
          { value: "open", label: "Open" },
          { value: "all", label: "All" },
        ]}
        value={all ? "all" : "open"}
        onChange={(value) => void navigate({ search: value === "all" ? { all: "1" } : {}, replace: true })}
      />
      <DifferenceList open={!all} mayExplain={mayExplain} />
    </Section>
  );
}

function DifferenceList({ open, mayExplain }: { open: boolean; mayExplain: boolean }) {
  const differences = useInfiniteQuery(
    api.finance.differences.infiniteQueryOptions(
      { limit: 24, open },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: 0 },
    ),
  );
  const rows = differences.data?.pages.flatMap((page) => page.items) ?? [];
  if (differences.isPending) return <LoadingRows label="Loading the differences" />;
  if (differences.isError && !differences.data)
    return (
      <ErrorPanel
        error={differences.error}
        retry={differences.refetch}
        title="The differences could not be loaded"
      />
    );
  if (rows.length === 0)
    return (
      <EmptyPanel
        title={open ? "Nothing differs" : "Nothing ever differed"}
        icon={<IconCircleCheck size={26} stroke={1.4} />}
      >
        {open ? "Every movement stands in both books, or is explained." : null}
      </EmptyPanel>
    );
  return (
    <>
      <ul className={`${classes["rows"]} num`}>
        {rows.map((difference) => (
          <li key={difference.id}>
            <DifferenceRow difference={difference} mayExplain={mayExplain} />
          </li>
        ))}
      </ul>
      <LoadMore pages={differences} />
    </>
  );
}
