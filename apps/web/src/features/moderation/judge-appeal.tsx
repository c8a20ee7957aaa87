import type { CaseView } from "@boltz/contract";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { api } from "../../api/client.ts";
import { ReasonArea } from "../../components/reason-area.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { useReason } from "../../components/use-reason.ts";
import own from "./case.module.css";
import { DecisionProblem } from "./decision-problem.tsx";
import classes from "./moderation.module.css";
import { useDecided } from "./use-decided.ts";

interface JudgeAppealProps {
  view: CaseView;
  locked: boolean;
  reload: () => Promise<unknown>;
}

type Against = NonNullable<CaseView["appeal"]>["against"];

/** What granting an appeal brings back. */
function undoing({ outcome, part }: Against): string {
  if (part !== null) return part === "account" ? "the suspension ends." : "the restriction ends.";
  if (outcome === "rejected")
    return "the very text that was rejected is published, unless its author has changed it since.";
  if (outcome === "removed")
    return "the listing is back on the market, and access that was taken is given back.";
  return "the review is shown and counts again.";
}

/** Grants or denies an appeal, with the answer that closes it. */
export function JudgeAppeal({ view, locked, reload }: JudgeAppealProps) {
  const answer = useReason();
  const decided = useDecided();
  const once = useOneAtATime();
  const judge = useMutation(
    api.moderation.judgeAppeal.mutationOptions({
      onSuccess: (_, { outcome }) => decided(`The appeal is ${outcome}.`),
    }),
  );
  const send = (outcome: "granted" | "denied") => {
    const reason = answer.read();
    if (reason !== null) once(() => judge.mutateAsync({ caseId: view.case.id, outcome, reason }));
  };
  const isSending = (outcome: string) => judge.isPending && judge.variables.outcome === outcome;
  return (
    <div className={classes["decision"]} hidden={locked && answer.text === ""}>
      <p className={own["effect"]}>
        {view.appeal ? `Granted: ${undoing(view.appeal.against)}` : null} Denied: the decision stands for
        good, since an appeal is made once.
      </p>
      <ReasonArea
        reason={answer}
        label="Answer"
        description="The person who appeals reads it, whatever you decide."
      />
      {locked ? null : (
        <div className={own["buttons"]}>
          <Button
            size="md"
            loading={isSending("granted")}
            disabled={judge.isPending}
            onClick={() => send("granted")}
          >
            Grant the appeal
          </Button>
          <Button
            size="md"
            variant="default"
            loading={isSending("denied")}
            disabled={judge.isPending}
            onClick={() => send("denied")}
          >
            Deny the appeal
          </Button>
        </div>
      )}
      {judge.isError ? (
        <DecisionProblem error={judge.error} reload={() => void reload().then(judge.reset)} />
      ) : null}
    </div>
  );
}
