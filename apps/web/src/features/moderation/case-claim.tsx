import type { ModerationCase } from "@boltz/contract";
import { Alert, Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatTime } from "../../format/dates.ts";
import own from "./case.module.css";

interface CaseClaimProps {
  one: ModerationCase;
  reload: () => Promise<unknown>;
}

/** Who works on a case: one at a time, so that nobody judges it twice. */
export function CaseClaim({ one, reload }: CaseClaimProps) {
  const { claim, release, problem } = useClaim(one.id);
  const busy = claim.isPending || release.isPending;
  const held = one.claim;
  return (
    <div className={own["claim"]} aria-live="polite">
      {held === null ? (
        <>
          <p>Nobody works on this case.</p>
          <Button variant="light" loading={busy} onClick={() => claim.mutate({ caseId: one.id })}>
            Claim it
          </Button>
        </>
      ) : held.isMine ? (
        <>
          <p>You work on this case until {formatTime(held.until)}.</p>
          <Button variant="default" loading={busy} onClick={() => release.mutate({ caseId: one.id })}>
            Release it
          </Button>
        </>
      ) : (
        <Alert color="yellow" title={`${held.by} works on this case`}>
          You can read it; it is free again at {formatTime(held.until)} at the latest.
          <LookAgain reload={reload} />
        </Alert>
      )}
      {problem ? (
        <Alert color="yellow" role="alert" title="Not changed">
          {problem}
          <LookAgain reload={() => reload().then(claim.reset).then(release.reset)} />
        </Alert>
      ) : null}
    </div>
  );
}

function LookAgain({ reload }: { reload: () => Promise<unknown> }) {
  const once = useOneAtATime();
  return (
    <div>
      <Button size="xs" variant="default" mt="sm" onClick={() => once(reload)}>
        Look again
      </Button>
    </div>
  );
}

function useClaim(caseId: ModerationCase["id"]) {
  const onSuccess = async (fresh: ModerationCase) => {
    queryClient.setQueryData(
      api.moderation.case.queryKey({ caseId }),
      (view) => view && { ...view, case: fresh },
    );
    await queryClient.invalidateQueries({ queryKey: api.moderation.queue.pathKey() });
  };
  const claim = useMutation(api.moderation.claim.mutationOptions({ onSuccess }));
  const release = useMutation(api.moderation.release.mutationOptions({ onSuccess }));
  const error = claim.error ?? release.error;
  return { claim, release, problem: error ? wireErrorOf(error).sentence : null };
}
