import type { OnboardInput, PayoutAccountView } from "@boltz/contract";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { api } from "../../api/client.ts";
import { wireErrorOf } from "../../api/errors.ts";
import { useSecondFactor } from "../account/second-factor-gate.tsx";
import { payoutsChanged } from "./payouts-changed.ts";

export type Onboarding = Omit<ReturnType<typeof useOnboard>, "gate">;

/**
 * Sets a payout account up, once at a time; asks for the second factor where the server wants one. `gate` is
 * the dialog that asks, to be drawn by the caller.
 */
export function useOnboard(onDone: (account: PayoutAccountView) => unknown) {
  const { ask, gate } = useSecondFactor();
  const underWay = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  // Bank details must not stay behind in the memory of answered calls.
  const onboard = useMutation(api.payouts.onboard.mutationOptions({ gcTime: 0 }));

  const send = async (input: OnboardInput) => {
    const confirmed = async (error: unknown) => {
      if (wireErrorOf(error).code !== "second_factor_required" || !(await ask())) throw error;
      return onboard.mutateAsync(input);
    };
    const { account, url } = await onboard.mutateAsync(input).catch(confirmed);
    onboard.reset();
    if (url !== null) {
      window.location.assign(url);
      return;
    }
    underWay.current = false;
    setBusy(false);
    await payoutsChanged();
    await onDone(account);
  };

  const start = (input: OnboardInput) => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    setFailure(undefined);
    send(input).catch((error: unknown) => {
      onboard.reset();
      underWay.current = false;
      setBusy(false);
      setFailure(error);
    });
  };
  return { start, busy, failure, gate };
}
