import { Button } from "@mantine/core";
import { IconDownload, IconListDetails } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { api } from "../../api/client.ts";
import { issuesByField, wireErrorOf } from "../../api/errors.ts";
import { Gate } from "../../components/gate.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page, Section } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { AuditFilters, filterNames } from "./audit-filters.tsx";
import { type AuditSearch, fileAddress, isFiltered } from "./audit-search.ts";
import { AuditTable } from "./audit-table.tsx";
import { ChainCheck } from "./chain-check.tsx";

const route = getRouteApi("/admin/audit");

/** Every privileged change, the newest first, and whether the log is still what was written. */
export const AuditLog = () => (
  <Gate title="Audit" action="audit.read">
    {() => <RoutedEntries />}
  </Gate>
);

function RoutedEntries() {
  const navigate = route.useNavigate();
  return (
    <AuditEntries
      search={route.useSearch()}
      onSearch={(search) => void navigate({ search, replace: true })}
    />
  );
}

interface AuditEntriesProps {
  search: AuditSearch;
  onSearch: (search: AuditSearch) => void;
}

export const AuditEntries = ({ search, onSearch }: AuditEntriesProps) => (
  <Page
    title="Audit"
    lead="Purchases, decisions and every other change that needs a trace. Nothing here can be edited."
  >
    <ChainCheck />
    <Entries search={search} onSearch={onSearch} />
  </Page>
);

function Entries({ search, onSearch }: AuditEntriesProps) {
  const log = useInfiniteQuery(
    api.audit.list.infiniteQueryOptions(
      { ...search, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: 0 },
    ),
  );
  const failure = log.error && !log.data ? wireErrorOf(log.error) : null;
  const { byField } = issuesByField(failure?.issues ?? [], filterNames);
  const isRefused = Object.keys(byField).length > 0;
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Section
      title="Entries"
      id="entries"
      aside={<Download address={isRefused ? null : fileAddress(search)} />}
    >
      <AuditFilters key={JSON.stringify(search)} search={search} problems={byField} onSearch={onSearch} />
      {log.isPending ? (
        <LoadingRows label="Loading the audit log" />
      ) : isRefused ? null : failure ? (
        <ErrorPanel error={log.error} retry={log.refetch} title="The audit log could not be loaded" />
      ) : entries.length === 0 ? (
        <EmptyPanel
          title={isFiltered(search) ? "No entry fits" : "No entries yet"}
          icon={<IconListDetails size={26} stroke={1.4} />}
        >
          {isFiltered(search) ? "Ids and actions have to be whole." : null}
        </EmptyPanel>
      ) : (
        <>
          <AuditTable entries={entries} search={search} />
          <LoadMore pages={log} />
        </>
      )}
    </Section>
  );
}

const Download = ({ address }: { address: string | null }) =>
  address === null ? (
    <Button variant="default" size="sm" disabled>
      Download CSV
    </Button>
  ) : (
    <Button
      component="a"
      href={address}
      download
      variant="default"
      size="sm"
      leftSection={<IconDownload size={16} stroke={1.6} />}
    >
      Download CSV
    </Button>
  );
