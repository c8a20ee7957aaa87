import { Button, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./desk-tables.module.css";

const dayMs = 86_400_000;
const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

/** Sales as a file, from one day to another. */
export function SalesExport() {
  const [from, setFrom] = useState(() => dayOf(Date.now() - 90 * dayMs));
  const [to, setTo] = useState(() => dayOf(Date.now()));
  const problem =
    from === "" || to === ""
      ? "Choose both days"
      : from > to
        ? "Must not be before the first day"
        : undefined;
  return (
    <div className={classes["export"]}>
      <TextInput
        type="date"
        label="Sales from"
        value={from}
        max={to}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label="To"
        value={to}
        min={from}
        error={problem}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {problem === undefined ? (
        <Button
          component="a"
          href={`/exports/sales.csv?${new URLSearchParams({ from, to })}`}
          download
          variant="default"
          size="md"
          leftSection={<IconDownload size={17} stroke={1.7} />}
        >
          Download CSV
        </Button>
      ) : (
        <Button variant="default" size="md" disabled>
          Download CSV
        </Button>
      )}
      <p className={classes["exportNote"]}>Both days are included. Days are counted in UTC.</p>
    </div>
  );
}
