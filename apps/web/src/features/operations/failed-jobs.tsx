import type { FailedJob } from "@boltz/contract";
import { Button } from "@mantine/core";
import { IconRotateClockwise } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./operations.module.css";

/** Jobs that were tried as often as they may be. What they were for is safe: it can be tried again. */
export function FailedJobs({ jobs }: { jobs: readonly FailedJob[] }) {
  if (jobs.length === 0) return <p className={classes["quiet"]}>No job failed for good.</p>;
  return (
    <ul className={classes["jobs"]}>
      {jobs.map((job) => (
        <FailedJobRow key={job.id} job={job} />
      ))}
    </ul>
  );
}

function FailedJobRow({ job }: { job: FailedJob }) {
  const once = useOneAtATime();
  const retry = useMutation(
    api.operations.retryJob.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: api.operations.health.queryKey() });
        await notify(`${job.queue} is tried again.`);
      },
    }),
  );
  return (
    <li>
      <div>
        <strong>{job.queue}</strong>
        <p className={classes["quiet"]}>
          {job.reason} · {formatMoment(job.failedAt)} · {plural(job.tries, "try", "tries")}
        </p>
        <code>{job.id}</code>
      </div>
      <Button
        variant="default"
        size="sm"
        loading={retry.isPending}
        leftSection={<IconRotateClockwise size={16} stroke={1.6} />}
        onClick={() => once(() => retry.mutateAsync({ queue: job.queue, jobId: job.id }))}
      >
        Try again
      </Button>
      {retry.isError ? <ErrorPanel error={retry.error} title="It was not put back" /> : null}
    </li>
  );
}
