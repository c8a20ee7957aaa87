import type { DataExport } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { ErrorPanel, LoadingRows } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMoment } from "../../format/dates.ts";
import { formatBytes } from "./format-bytes.ts";
import classes from "./privacy.module.css";

const LOOK_AGAIN_MS = 1_000;

const isOpen = ({ state }: DataExport) => state === "queued" || state === "running";

/** Asks for a copy of everything, shows how far it is, and where it can be downloaded. */
export function OwnData() {
  const exports = useQuery(
    api.privacy.exports.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.some(isOpen) ? LOOK_AGAIN_MS : false),
    }),
  );
  const once = useOneAtATime();
  const request = useMutation(
    api.privacy.export.mutationOptions({
      onSuccess: (made) => {
        queryClient.setQueryData(api.privacy.exports.queryKey(), (before: DataExport[] | undefined) => [
          made,
          ...(before ?? []).filter(({ id }) => id !== made.id),
        ]);
      },
    }),
  );
  if (exports.isPending) return <LoadingRows rows={2} />;
  if (exports.data === undefined) return <ErrorPanel error={exports.error} retry={exports.refetch} />;
  const open = exports.data.find(isOpen);
  const past = exports.data.filter((one) => !isOpen(one));
  return (
    <div className={classes["block"]}>
      <Text>
        A zip with your profile, purchases, library, sales, payouts, reviews, messages, sign-ins and
        everything else, each as JSON and as CSV. Making it takes from seconds to minutes; you can leave this
        page.
      </Text>
      {open === undefined ? (
        <div className={classes["actions"]}>
          <Button loading={request.isPending} onClick={() => once(() => request.mutateAsync())}>
            Make a copy of my data
          </Button>
        </div>
      ) : (
        <Running open={open} />
      )}
      {request.isError ? <ErrorPanel error={request.error} title="The copy was not begun" /> : null}
      {past.length === 0 ? null : (
        <ul className={classes["exports"]}>
          {past.map((one) => (
            <PastExport key={one.id} past={one} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Running({ open: { state, progress, step } }: { open: DataExport }) {
  return (
    <div className={classes["running"]}>
      <label htmlFor="export-progress">
        {state === "queued" ? "Your copy is waiting to be made" : `Your copy is being made: ${progress} %`}
      </label>
      <progress id="export-progress" max={100} value={progress}>
        {progress} %
      </progress>
      <div className={classes["step"]} role="status">
        {step}
      </div>
    </div>
  );
}

const words = {
  ready: "Ready",
  failed: "Could not be made. Please ask for another one.",
  expired: "Expired and deleted",
  queued: "Waiting",
  running: "Being made",
} as const satisfies Record<DataExport["state"], string>;

function PastExport({ past }: { past: DataExport }) {
  const { id, state, bytes, expiresAt, requestedAt } = past;
  const asked = formatMoment(requestedAt);
  return (
    <li>
      <div className={classes["exportText"]}>
        Asked for on {asked}
        <span>
          {words[state]}
          {state === "ready" && bytes !== null ? `, ${formatBytes(bytes)}` : null}
          {state === "ready" && expiresAt !== null ? `. It is deleted on ${formatMoment(expiresAt)}.` : null}
        </span>
      </div>
      {state === "ready" ? (
        <Button
          component="a"
          href={`/exports/my-data/${id}.zip`}
          download
          variant="default"
          aria-label={`Download the copy of ${asked}`}
          leftSection={<IconDownload size={17} stroke={1.7} aria-hidden />}
        >
          Download
        </Button>
      ) : null}
    </li>
  );
}
