import "@mantine/core/styles/PasswordInput.layer.css";
import { Button, PasswordInput } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./account.module.css";
import { Problem } from "./auth-frame.tsx";
import { type AuthAnswer, useAuthForm } from "./use-auth-form.ts";
import { useFocusOnMount } from "./use-focus-on-mount.ts";

interface PasswordFormProps {
  submitLabel: string;
  color?: "red";
  send: (password: string) => Promise<AuthAnswer>;
  onDone: () => unknown;
  children?: ReactNode;
}

/** Has the owner say the password once more before something about the account's safety changes. */
export function PasswordForm({ submitLabel, color, send, onDone, children }: PasswordFormProps) {
  const input = useFocusOnMount<HTMLInputElement>();
  const { form, busy, problem, submit } = useAuthForm({
    initialValues: { password: "" },
    validateInputOnBlur: false,
    validate: { password: (text) => (text === "" ? "Type your password" : null) },
  });
  return (
    <form
      onSubmit={submit(({ password }) => send(password), onDone)}
      className={classes["fields"]}
      noValidate
    >
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
        data-autofocus
        {...form.getInputProps("password")}
        ref={input}
      />
      <Problem text={problem} />
      <div className={classes["wayOn"]}>
        <Button type="submit" loading={busy} {...(color ? { color } : {})}>
          {submitLabel}
        </Button>
        {children}
      </div>
    </form>
  );
}
