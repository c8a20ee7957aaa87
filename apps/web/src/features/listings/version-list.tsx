import type { ListingId, VersionView } from "@boltz/contract";
import { Badge, Button, Text } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { LoadingLines } from "../../components/states.tsx";
import { formatDay } from "../../format/dates.ts";
import classes from "./strategy-page.module.css";

const VersionDiff = lazy(async () => ({
  default: (await import("../proof/version-diff.tsx")).VersionDiff,
}));

const shownAtFirst = 10;

interface VersionListProps {
  listingId: ListingId;
  versions: readonly VersionView[];
}

/** Every version with its day, its hash and what changed. */
export function VersionList({ listingId, versions }: VersionListProps) {
  const [isAll, setIsAll] = useState(false);
  if (versions.length === 0) return <Text c="dimmed">No version yet.</Text>;
  const shown = isAll ? versions : versions.slice(0, shownAtFirst);
  return (
    <>
      <ol className={classes["versions"]}>
        {shown.map((version, place) => (
          <VersionItem
            key={version.id}
            listingId={listingId}
            version={version}
            isLatest={place === 0}
            before={versions[place + 1]}
          />
        ))}
      </ol>
      {versions.length > shownAtFirst ? (
        <Button size="compact-sm" variant="subtle" mt="xs" onClick={() => setIsAll(!isAll)}>
          {isAll ? "Show fewer" : `Show all ${versions.length} versions`}
        </Button>
      ) : null}
    </>
  );
}

interface VersionItemProps {
  listingId: ListingId;
  version: VersionView;
  isLatest: boolean;
  /** The one that it replaced. */
  before: VersionView | undefined;
}

function VersionItem({ listingId, version: shown, isLatest, before }: VersionItemProps) {
  const { version, specHash, changelog, createdAt, kind } = shown;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li>
      <div className={classes["versionHead"]}>
        <strong className="num">{version}</strong>
        {isLatest ? <Badge size="sm">Latest</Badge> : null}
        {kind === "attached" ? (
          <Badge size="sm" color="yellow">
            Author's files
          </Badge>
        ) : null}
        <span>{formatDay(createdAt)}</span>
        <code title={specHash}>{specHash.slice(0, 12)}…</code>
      </div>
      <Text size="sm" c="dimmed" className={classes["changelog"] ?? ""}>
        {changelog === "" ? (before === undefined ? "First version." : "No notes.") : changelog}
      </Text>
      {before === undefined || kind === "attached" || before.kind === "attached" ? null : (
        <div className={classes["change"]}>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? "Hide the change" : `Against ${before.version}`}: what ${version} changed`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? "Hide the change" : `Against ${before.version}`}
          </Button>
          {isOpen ? (
            <div className={classes["changePanel"]}>
              <Suspense fallback={<LoadingLines lines={3} label="Loading the change" />}>
                <VersionDiff listingId={listingId} version={version} />
              </Suspense>
            </div>
          ) : null}
        </div>
      )}
    </li>
  );
}
