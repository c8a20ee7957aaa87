import type { AuditEntry } from "@boltz/contract";
import { Table } from "@mantine/core";
import { AnchorLink } from "../../components/links.tsx";
import { WideTable } from "../../components/wide-table.tsx";
import { formatMoment } from "../../format/dates.ts";
import { shortId } from "../../format/short-id.ts";
import classes from "./audit.module.css";
import type { AuditSearch } from "./audit-search.ts";

interface AuditTableProps {
  entries: readonly AuditEntry[];
  /** What is shown now; a person or a thing that is clicked narrows it. */
  search: AuditSearch;
}

export const AuditTable = ({ entries, search }: AuditTableProps) => (
  <WideTable label="Audit log" minWidth={840}>
    <Table.Thead>
      <Table.Tr>
        <Table.Th>Entry</Table.Th>
        <Table.Th>When</Table.Th>
        <Table.Th>Action</Table.Th>
        <Table.Th>By</Table.Th>
        <Table.Th>On</Table.Th>
        <Table.Th>Detail</Table.Th>
      </Table.Tr>
    </Table.Thead>
    <Table.Tbody>
      {entries.map((entry) => (
        <EntryRow key={entry.id} entry={entry} search={search} />
      ))}
    </Table.Tbody>
  </WideTable>
);

const isKnownActor = (actor: string) => /^(usr_|system:)/.test(actor);
const isKnownSubject = (subject: string) => /^[a-z]+_\w+$/.test(subject);

/** An id, and the way to all entries that have it. */
const Identifier = ({ id, search }: { id: string; search: AuditSearch | null }) =>
  search === null ? (
    <code className={classes["id"]}>{id}</code>
  ) : (
    <AnchorLink to="/admin/audit" search={search} className={classes["id"] ?? ""} title={id}>
      {shortId(id)}
    </AnchorLink>
  );

const EntryRow = ({ entry, search }: { entry: AuditEntry; search: AuditSearch }) => {
  const { actor, subject } = entry;
  return (
    <Table.Tr>
      <Table.Td className={classes["seq"] ?? ""} title={entry.hash}>
        {entry.seq}
      </Table.Td>
      <Table.Td className={classes["when"] ?? ""}>{formatMoment(entry.at)}</Table.Td>
      <Table.Td fw={560}>{entry.action}</Table.Td>
      <Table.Td>
        <Identifier id={actor} search={isKnownActor(actor) ? { ...search, actor } : null} />
      </Table.Td>
      <Table.Td>
        <Identifier id={subject} search={isKnownSubject(subject) ? { ...search, subject } : null} />
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
};
