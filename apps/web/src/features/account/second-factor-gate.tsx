import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import { Button, Modal, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { readViewerAgain } from "../../api/viewer.ts";
import { ErrorPanel, LoadingLines } from "../../components/states.tsx";
import classes from "./account.module.css";
import { CodeForm } from "./code-form.tsx";
import { TurnOnTwoStep } from "./turn-on-two-step.tsx";

type GateState =
  | { kind: "closed" | "loading" | "code" | "explain" | "turning-on" }
  | { kind: "failed"; error: unknown };

interface SecondFactorGateProps {
  state: GateState;
  onState: (state: GateState) => void;
  onRetry: () => void;
  /** A code was right; the dialog may stay open for something more to read. */
  onConfirmed: () => void;
  onClose: () => void;
}

function SecondFactorGate({ state, onState, onRetry, onConfirmed, onClose }: SecondFactorGateProps) {
  const cancel = (
    <Button variant="subtle" onClick={onClose}>
      Cancel
    </Button>
  );
  const isTurningOn = state.kind === "explain" || state.kind === "turning-on";
  return (
    <Modal
      opened={state.kind !== "closed"}
      onClose={onClose}
      title={isTurningOn ? "Turn on two-step sign-in first" : "Confirm that it is you"}
      centered
      size={480}
    >
      {state.kind === "loading" ? <LoadingLines lines={3} /> : null}
      {state.kind === "failed" ? <ErrorPanel error={state.error} retry={onRetry} /> : null}
      {state.kind === "code" ? (
        <CodeForm
          submitLabel="Confirm"
          takesSpareCode
          onDone={() => {
            onConfirmed();
            onClose();
          }}
        >
          {cancel}
        </CodeForm>
      ) : null}
      {state.kind === "explain" ? (
        <div className={classes["stack"]}>
          <Text>
            Where your money goes is changed only with a code from an app on your phone, so that a stolen
            password is not enough. Setting it up takes two minutes.
          </Text>
          <div className={classes["wayOn"]}>
            <Button onClick={() => onState({ kind: "turning-on" })} data-autofocus>
              Set it up
            </Button>
            {cancel}
          </div>
        </div>
      ) : null}
      {state.kind === "turning-on" ? (
        <TurnOnTwoStep onCancel={onClose} onTurnedOn={onConfirmed} onDone={onClose} />
      ) : null}
    </Modal>
  );
}

/**
 * `ask()` resolves to true once this session gave a code of the second factor in the last minutes, asking for
 * one where it must; to false when the person gives up. `gate` is the dialog, to be drawn by the caller;
 * `isLooking` while it is not known yet whether one is needed.
 */
export function useSecondFactor() {
  const [state, setState] = useState<GateState>({ kind: "closed" });
  const [isLooking, setLooking] = useState(false);
  const waiting = useRef<((isConfirmed: boolean) => void) | undefined>(undefined);
  const isConfirmed = useRef(false);

  const finish = () => {
    waiting.current?.(isConfirmed.current);
    waiting.current = undefined;
    setState({ kind: "closed" });
  };
  const look = async () => {
    setLooking(true);
    try {
      const viewer = await readViewerAgain();
      if (waiting.current === undefined) return;
      if (viewer?.secondFactorFresh === true) {
        isConfirmed.current = true;
        finish();
      } else setState({ kind: viewer?.twoFactorEnabled === true ? "code" : "explain" });
    } catch (error) {
      if (waiting.current !== undefined) setState({ kind: "failed", error });
    } finally {
      setLooking(false);
    }
  };
  const ask = (): Promise<boolean> => {
    waiting.current?.(false);
    isConfirmed.current = false;
    return new Promise((resolve) => {
      waiting.current = resolve;
      void look();
    });
  };
  const gate = (
    <SecondFactorGate
      state={state}
      onState={setState}
      onRetry={() => {
        setState({ kind: "loading" });
        void look();
      }}
      onConfirmed={() => {
        isConfirmed.current = true;
        void readViewerAgain().catch(() => undefined);
      }}
      onClose={finish}
    />
  );
  return { ask, gate, isLooking };
}
