import "@mantine/core/styles/PasswordInput.layer.css";
import { Button, PasswordInput } from "@mantine/core";
import { notify } from "../../components/notify.ts";
import classes from "./account.module.css";
import { Problem } from "./auth-frame.tsx";
import { passwordProblem } from "./auth-problem.ts";
import { useAuthForm } from "./use-auth-form.ts";

interface PasswordValues extends Record<string, string> {
  current: string;
  next: string;
}

const toggle = { "aria-label": "Show or hide the password" };

/** A new password ends every other session. */
export function ChangePassword() {
  const { form, busy, problem, submit } = useAuthForm<PasswordValues>({
    initialValues: { current: "", next: "" },
    validate: {
      current: (text) => (text === "" ? "Type your current password" : null),
      next: passwordProblem,
    },
  });
  const send = async ({ current, next }: PasswordValues) => {
    const { authClient } = await import("../../api/auth-client.ts");
    return authClient.changePassword({
      currentPassword: current,
      newPassword: next,
      revokeOtherSessions: true,
    });
  };
  const done = async () => {
    form.reset();
    await notify("Your password is changed, and other devices are signed out.");
  };
  return (
    <form onSubmit={submit(send, done)} className={classes["fields"]} noValidate>
      <PasswordInput
        label="Current password"
        autoComplete="current-password"
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps("current")}
      />
      <PasswordInput
        label="New password"
        description="At least 12 characters."
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps("next")}
      />
      <Problem text={problem} />
      <div>
        <Button type="submit" variant="default" loading={busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
