import type { Viewer } from "@boltz/contract";
import { Badge, Button, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { readViewerAgain } from "../../api/viewer.ts";
import { notify } from "../../components/notify.ts";
import classes from "./account.module.css";
import { PasswordForm } from "./password-form.tsx";
import { useSecondFactor } from "./second-factor-gate.tsx";
import { sessionsKey } from "./sessions.tsx";
import { SpareCodes } from "./spare-codes.tsx";
import { TurnOnTwoStep } from "./turn-on-two-step.tsx";
import { useFocusOnMount } from "./use-focus-on-mount.ts";

type Doing = { kind: "nothing" | "on" | "off" | "renew" } | { kind: "codes"; codes: string[] };

/** Signing in with a code beside the password: on, off, and spare codes. */
export function TwoStep({ viewer }: { viewer: Viewer }) {
  const client = useQueryClient();
  const { ask, gate, isLooking } = useSecondFactor();
  const [hasActed, setActed] = useState(false);
  const [doing, setDoing] = useState<Doing>({ kind: "nothing" });
  const stop = () => {
    setActed(true);
    setDoing({ kind: "nothing" });
  };
  const changed = async () => {
    // Turning it on or off begins a new session in place of this one.
    await Promise.all([readViewerAgain(), client.invalidateQueries({ queryKey: sessionsKey })]);
  };
  const confirmThen = async (kind: "off" | "renew") => {
    if (await ask()) setDoing({ kind });
  };
  const turnOff = async (password: string) => {
    const { authClient } = await import("../../api/auth-client.ts");
    return authClient.twoFactor.disable({ password });
  };
  const renew = async (password: string) => {
    const { authClient } = await import("../../api/auth-client.ts");
    const { data, error } = await authClient.twoFactor.generateBackupCodes({ password });
    if (error) return { error };
    setDoing({ kind: "codes", codes: data.backupCodes });
    return { error: null };
  };
  const turnedOff = async () => {
    stop();
    await changed();
    await notify("Two-step sign-in is off.");
  };
  const cancel = (
    <Button variant="subtle" onClick={stop}>
      Cancel
    </Button>
  );
  return (
    <div className={classes["stack"]}>
      <Text>
        {viewer.twoFactorEnabled ? <Badge color="green">On</Badge> : <Badge color="gray">Off</Badge>} A code
        from an app on your phone beside your password. Changing where you are paid needs it.
      </Text>
      {doing.kind === "nothing" ? (
        <Choices
          key={String(viewer.twoFactorEnabled)}
          isOn={viewer.twoFactorEnabled}
          busy={isLooking}
          takesFocus={hasActed}
          onTurnOn={() => setDoing({ kind: "on" })}
          onTurnOff={() => void confirmThen("off")}
          onRenew={() => void confirmThen("renew")}
        />
      ) : null}
      {doing.kind === "on" ? (
        <TurnOnTwoStep
          onCancel={stop}
          onTurnedOn={() => void changed().catch(() => undefined)}
          onDone={() => {
            stop();
            void notify("Two-step sign-in is on.");
          }}
        />
      ) : null}
      {doing.kind === "off" ? (
        <PasswordForm submitLabel="Turn it off" color="red" send={turnOff} onDone={turnedOff}>
          {cancel}
        </PasswordForm>
      ) : null}
      {doing.kind === "renew" ? (
        <PasswordForm submitLabel="Make new spare codes" send={renew} onDone={() => undefined}>
          {cancel}
        </PasswordForm>
      ) : null}
      {doing.kind === "codes" ? <SpareCodes codes={doing.codes} onDone={stop} /> : null}
      {gate}
    </div>
  );
}

interface ChoicesProps {
  isOn: boolean;
  busy: boolean;
  takesFocus: boolean;
  onTurnOn: () => void;
  onTurnOff: () => void;
  onRenew: () => void;
}

function Choices({ isOn, busy, takesFocus, onTurnOn, onTurnOff, onRenew }: ChoicesProps) {
  const first = useFocusOnMount<HTMLButtonElement>(takesFocus);
  return (
    <div className={classes["wayOn"]}>
      {isOn ? (
        <>
          <Button ref={first} variant="default" disabled={busy} onClick={onRenew}>
            New spare codes
          </Button>
          <Button variant="default" disabled={busy} onClick={onTurnOff}>
            Turn off two-step sign-in
          </Button>
        </>
      ) : (
        <Button ref={first} onClick={onTurnOn}>
          Turn on two-step sign-in
        </Button>
      )}
    </div>
  );
}
