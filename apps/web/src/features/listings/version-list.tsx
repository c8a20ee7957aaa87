import type { VersionView } from "@boltz/contract";
import { Badge, Text } from "@mantine/core";
import { formatDay } from "../../format/dates.ts";
import classes from "./strategy-page.module.css";

/** Every version with its day, its hash and what changed. */
export function VersionList({ versions }: { versions: readonly VersionView[] }) {
  if (versions.length === 0) return <Text c="dimmed">No version yet.</Text>;
  return (
    <ol className={classes["versions"]}>
      {versions.map(({ id, version, specHash, changelog, createdAt }, place) => (
        <li key={id}>
          <div className={classes["versionHead"]}>
            <strong className="num">{version}</strong>
            {place === 0 ? <Badge size="sm">Latest</Badge> : null}
            <span>{formatDay(createdAt)}</span>
            <code title={specHash}>{specHash.slice(0, 12)}…</code>
          </div>
          <Text size="sm" c="dimmed" className={classes["changelog"] ?? ""}>
            {changelog === "" ? (place === versions.length - 1 ? "First version." : "No notes.") : changelog}
          </Text>
        </li>
      ))}
    </ol>
  );
}
