import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import classes from "./audit.module.css";
import { type AuditSearch, isFiltered, readAuditSearch } from "./audit-search.ts";

export const filterNames = ["actor", "action", "subject", "from", "to"] as const;

interface AuditFiltersProps {
  search: AuditSearch;
  /** Why a field was refused. */
  problems: Record<string, string>;
  onSearch: (search: AuditSearch) => void;
}

/** Which entries to show; what is typed counts from the moment that it is sent. */
export function AuditFilters({ search, problems, onSearch }: AuditFiltersProps) {
  const [draft, setDraft] = useState<AuditSearch>(search);
  const field = (name: keyof AuditSearch) => ({
    value: draft[name] ?? "",
    error: problems[name],
    onChange: (event: { currentTarget: { value: string } }) =>
      setDraft({ ...draft, [name]: event.currentTarget.value }),
  });
  return (
    <search>
      <form
        className={classes["filters"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(readAuditSearch({ ...draft }));
        }}
      >
        <TextInput label="Who" placeholder="usr_… or system:…" maxLength={80} {...field("actor")} />
        <ActionSelect chosen={draft.action ?? ""} {...field("action")} />
        <TextInput label="On what" placeholder="pur_…, lst_…, usr_…" maxLength={80} {...field("subject")} />
        <TextInput type="date" label="From" {...field("from")} />
        <TextInput type="date" label="To" {...field("to")} />
        <div className={classes["filterActions"]}>
          <Button type="submit" size="md">
            Show
          </Button>
          {isFiltered(search) ? (
            <Button variant="subtle" size="md" onClick={() => onSearch({})}>
              Show all
            </Button>
          ) : null}
        </div>
        <p className={classes["note"]}>Both days are included. Days are counted in UTC.</p>
      </form>
    </search>
  );
}

interface ActionSelectProps {
  chosen: string;
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

const inWords = (action: string) => action.replaceAll("_", " ");

/** The actions that the log knows; also the one of the address while they are not there yet. */
function ActionSelect({ chosen, value, error, onChange }: ActionSelectProps) {
  const actions = useQuery(api.audit.actions.queryOptions());
  const known = new Set([...(actions.data ?? []), ...(chosen === "" ? [] : [chosen])]);
  return (
    <NativeSelect
      label="Action"
      value={value}
      error={error ?? (actions.isError ? "The actions could not be loaded" : undefined)}
      onChange={onChange}
      data={[
        { value: "", label: "Every action" },
        ...[...known].toSorted().map((action) => ({ value: action, label: inWords(action) })),
      ]}
    />
  );
}
