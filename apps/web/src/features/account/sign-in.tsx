import "@mantine/core/styles/PasswordInput.layer.css";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { identityChanged } from "../../api/viewer.ts";
import { safeNext } from "../../app/address-bar.ts";
import { AnchorLink } from "../../components/links.tsx";
import classes from "./account.module.css";
import { AuthFrame, Problem } from "./auth-frame.tsx";
import { emailProblem } from "./auth-problem.ts";
import { DemoLogins } from "./demo-logins.tsx";
import { useAuthForm } from "./use-auth-form.ts";

const route = getRouteApi("/sign-in");

export function SignIn() {
  const { next } = route.useSearch();
  const router = useRouter();
  const { form, busy, problem, submit } = useAuthForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: emailProblem,
      password: (password) => (password === "" ? "Type your password" : null),
    },
  });
  const send = async ({ email, password }: { email: string; password: string }) => {
    const { authClient } = await import("../../api/auth-client.ts");
    return authClient.signIn.email({ email: email.trim(), password });
  };
  const done = async () => {
    await identityChanged();
    router.history.push(safeNext(next));
  };
  return (
    <AuthFrame
      title="Sign in"
      footer={
        <>
          New here?{" "}
          <AnchorLink size="sm" to="/sign-up" search={next ? { next } : {}}>
            Create an account
          </AnchorLink>
        </>
      }
    >
      <form onSubmit={submit(send, done)} noValidate>
        <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps("email")} />
        <div>
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
            {...form.getInputProps("password")}
          />
          <div className={classes["between"]}>
            <span />
            <AnchorLink to="/forgot-password" size="sm" mt={6}>
              Forgot your password?
            </AnchorLink>
          </div>
        </div>
        <Problem text={problem} />
        <Button type="submit" size="md" loading={busy}>
          Sign in
        </Button>
      </form>
      <DemoLogins onChoose={({ email, password }) => form.setValues({ email, password })} />
    </AuthFrame>
  );
}
