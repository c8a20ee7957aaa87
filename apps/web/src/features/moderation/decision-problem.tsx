import { Alert, Button } from "@mantine/core";
import { wireErrorOf } from "../../api/errors.ts";
import { ErrorPanel } from "../../components/states.tsx";

interface DecisionProblemProps {
  error: unknown;
  /** Loads what is there by now; nothing that was typed is lost. */
  reload: () => void;
}

const passing: ReadonlySet<string> = new Set(["conflict", "claimed_by_other", "wrong_state", "not_found"]);

/** Why a decision was not taken. That somebody else was faster is no failure. */
export function DecisionProblem({ error, reload }: DecisionProblemProps) {
  const { code, sentence } = wireErrorOf(error);
  if (!passing.has(code) && code !== "own_judgement")
    return <ErrorPanel error={error} title="Not decided; what you typed is still here" />;
  return (
    <Alert color="yellow" role="alert" title="Not decided; what you typed is still here">
      {code === "not_found" ? "This case is closed by now." : sentence}
      {code === "own_judgement" ? null : (
        <div>
          <Button size="xs" variant="default" mt="sm" onClick={reload}>
            Load what is there now
          </Button>
        </div>
      )}
    </Alert>
  );
}
