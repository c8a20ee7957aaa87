import type { CaseView } from "@boltz/contract";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { ReasonArea } from "../../components/reason-area.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { useReason } from "../../components/use-reason.ts";
import own from "./case.module.css";
import { titleOf } from "./case-words.ts";
import { DecisionProblem } from "./decision-problem.tsx";
import { HarmChoice } from "./harm-choice.tsx";
import classes from "./moderation.module.css";
import { useDecided } from "./use-decided.ts";

interface JudgeFlagsProps {
  view: CaseView;
  locked: boolean;
  reload: () => Promise<unknown>;
}

const sentences = {
  kept: "The reports are dismissed.",
  removed: "Removed.",
  hidden: "The review is hidden.",
};

/** What becomes of something that was reported: it stays, or goes with a reason. */
export function JudgeFlags({ view, locked, reload }: JudgeFlagsProps) {
  const isReview = view.case.kind === "flagged_review";
  const reason = useReason();
  const [harm, setHarm] = useState(false);
  const decided = useDecided();
  const once = useOneAtATime();
  const judge = useMutation(
    api.moderation.judgeFlags.mutationOptions({
      onSuccess: (_, { outcome }) => decided(`${titleOf(view.case)}: ${sentences[outcome]}`),
    }),
  );
  const caseId = view.case.id;
  const keep = () => {
    const words = reason.read(0);
    if (words !== null) once(() => judge.mutateAsync({ caseId, outcome: "kept", reason: words }));
  };
  const take = () => {
    const words = reason.read();
    if (words === null) return;
    once(() =>
      judge.mutateAsync(
        isReview
          ? { caseId, outcome: "hidden", reason: words }
          : { caseId, outcome: "removed", reason: words, harm },
      ),
    );
  };
  const isKeeping = judge.isPending && judge.variables.outcome === "kept";
  return (
    <div className={classes["decision"]} hidden={locked && reason.text === ""}>
      <ReasonArea
        reason={reason}
        label="Reason"
        description={
          isReview
            ? "Needed to hide it: its writer reads it and can appeal once."
            : "Needed to remove it: the creator reads it and can appeal once."
        }
      />
      {isReview ? (
        <p className={own["effect"]}>Hidden, only its writer sees it, and it stops counting in the rating.</p>
      ) : (
        <HarmChoice harm={harm} onChange={setHarm} />
      )}
      {locked ? null : (
        <div className={own["buttons"]}>
          <Button variant="default" size="md" loading={isKeeping} disabled={judge.isPending} onClick={keep}>
            {isReview ? "Keep the review" : "Dismiss the reports"}
          </Button>
          <Button
            color="red"
            size="md"
            loading={judge.isPending && !isKeeping}
            disabled={judge.isPending}
            onClick={take}
          >
            {isReview ? "Hide the review" : "Remove from the market"}
          </Button>
        </div>
      )}
      {judge.isError ? (
        <DecisionProblem error={judge.error} reload={() => void reload().then(judge.reset)} />
      ) : null}
    </div>
  );
}
