import "@mantine/core/styles/PasswordInput.layer.css";
import { Button, PasswordInput, Text } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { ButtonLink } from "../../components/links.tsx";
import classes from "./account.module.css";
import { AuthFrame, Problem } from "./auth-frame.tsx";
import { passwordProblem } from "./auth-problem.ts";
import { useAuthForm } from "./use-auth-form.ts";

const route = getRouteApi("/reset-password");

/** Where the link in the reset mail ends. */
export function ResetPassword() {
  const { token, error } = route.useSearch();
  const [changed, setChanged] = useState(false);
  if (changed)
    return (
      <AuthFrame title="Password changed">
        <div className={classes["stack"]} role="status">
          <Text>Sign in with the new one.</Text>
          <ButtonLink to="/sign-in" size="md">
            Sign in
          </ButtonLink>
        </div>
      </AuthFrame>
    );
  if (token === undefined || error !== undefined)
    return (
      <AuthFrame title="This link does not work">
        <div className={classes["stack"]}>
          <Text>It was used already, or it has expired.</Text>
          <ButtonLink to="/forgot-password" size="md">
            Ask for a new link
          </ButtonLink>
        </div>
      </AuthFrame>
    );
  return <NewPassword token={token} onChanged={() => setChanged(true)} />;
}

function NewPassword({ token, onChanged }: { token: string; onChanged: () => void }) {
  const { form, busy, problem, submit } = useAuthForm({
    initialValues: { password: "" },
    validate: { password: passwordProblem },
  });
  const send = async ({ password }: { password: string }) => {
    const { authClient } = await import("../../api/auth-client.ts");
    return authClient.resetPassword({ newPassword: password, token });
  };
  return (
    <AuthFrame title="Choose a new password">
      <form onSubmit={submit(send, onChanged)} noValidate>
        <PasswordInput
          label="New password"
          description="At least 12 characters. A few words in a row are good."
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
          {...form.getInputProps("password")}
        />
        <Problem text={problem} />
        <Button type="submit" size="md" loading={busy}>
          Change password
        </Button>
      </form>
    </AuthFrame>
  );
}
