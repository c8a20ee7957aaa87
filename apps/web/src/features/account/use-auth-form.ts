import { type UseFormInput, useForm } from "@mantine/form";
import { useState } from "react";
import { authProblem } from "./auth-problem.ts";

export interface AuthAnswer {
  error: { code?: string | undefined; status?: number | undefined } | null;
}

/** A form at the door: checked fields, one sentence when it is refused, and never sent twice at once. */
export function useAuthForm<T extends Record<string, string>>(input: UseFormInput<T>) {
  const form = useForm<T>({ mode: "controlled", validateInputOnBlur: true, ...input });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();

  const submit = (send: (values: T) => Promise<AuthAnswer>, done: (values: T) => unknown) =>
    form.onSubmit(
      async (values) => {
        if (busy) return;
        setBusy(true);
        setProblem(undefined);
        const { error } = await send(values).catch(() => ({ error: { status: 0 } }));
        if (error) setProblem(authProblem(error));
        else await done(values);
        setBusy(false);
      },
      (errors) => {
        const first = Object.keys(errors)[0];
        if (first !== undefined) form.getInputNode(first)?.focus();
      },
    );
  return { form, busy, problem, submit };
}
