import type { AuditEntry } from "@boltz/contract";
import { Table } from "@mantine/core";
import { IconListDetails } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { Gate } from "../../components/gate.tsx";
import { LoadMore } from "../../components/load-more.tsx";
import { Page } from "../../components/page.tsx";
import { EmptyPanel, ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { WideTable } from "../../components/wide-table.tsx";
import { formatMoment } from "../../format/dates.ts";
import { shortId } from "../../format/short-id.ts";
import classes from "./audit.module.css";

/** Every privileged change, the newest first. */
export const AuditLog = () => (
  <Gate title="Audit" action="audit.read">
    {() => <Entries />}
  </Gate>
);

function Entries() {
  const log = useInfiniteQuery(
    api.audit.list.infiniteQueryOptions(
      { limit: 50 },
      { getNextPageParam: (page) => page.nextCursor ?? undefined, staleTime: 0 },
    ),
  );
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      title="Audit"
      lead="Purchases, decisions and every other change that needs a trace. Nothing here can be edited."
    >
      {log.isPending ? (
        <LoadingRows label="Loading the audit log" />
      ) : log.isError && !log.data ? (
        <ErrorPanel error={log.error} retry={log.refetch} title="The audit log could not be loaded" />
      ) : entries.length === 0 ? (
        <EmptyPanel title="No entries yet" icon={<IconListDetails size={26} stroke={1.4} />} />
      ) : (
        <>
          <WideTable label="Audit log" minWidth={760}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>When</Table.Th>
                <Table.Th>Action</Table.Th>
                <Table.Th>By</Table.Th>
                <Table.Th>On</Table.Th>
                <Table.Th>Detail</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </Table.Tbody>
          </WideTable>
          <LoadMore pages={log} />
        </>
      )}
    </Page>
  );
}

const Identifier = ({ id }: { id: string }) => (
  <code className={classes["id"]} title={id}>
    {shortId(id)}
  </code>
);

const EntryRow = ({ entry }: { entry: AuditEntry }) => (
  <Table.Tr>
    <Table.Td className={classes["when"] ?? ""}>{formatMoment(entry.at)}</Table.Td>
    <Table.Td fw={560}>{entry.action}</Table.Td>
    <Table.Td>
      <Identifier id={entry.actor} />
    </Table.Td>
    <Table.Td>
      <Identifier id={entry.subject} />
    </Table.Td>
    <Table.Td>
      <dl className={classes["detail"]}>
        {Object.entries(entry.detail).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={value}>{shortId(value)}</dd>
          </div>
        ))}
      </dl>
    </Table.Td>
  </Table.Tr>
);
