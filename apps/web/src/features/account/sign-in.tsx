import "@mantine/core/styles/PasswordInput.layer.css";
import { Button, PasswordInput, TextInput } from "@mantine/core";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { identityChanged } from "../../api/viewer.ts";
import { goOn, safeNext } from "../../app/address-bar.ts";
import { AnchorLink } from "../../components/links.tsx";
import classes from "./account.module.css";
import { AuthFrame, Problem } from "./auth-frame.tsx";
import { emailProblem } from "./auth-problem.ts";
import { CodeForm } from "./code-form.tsx";
import { DemoLogins } from "./demo-logins.tsx";
import { useAuthForm } from "./use-auth-form.ts";

const route = getRouteApi("/sign-in");

export function SignIn() {
  const { next } = route.useSearch();
  const router = useRouter();
  const [needsCode, setNeedsCode] = useState(false);
  const done = async () => {
    await identityChanged();
    goOn(safeNext(next), (path) => router.history.push(path));
  };
  if (needsCode) return <SecondStep onDone={done} onBack={() => setNeedsCode(false)} />;
  return <FirstStep next={next} onDone={done} onCodeNeeded={() => setNeedsCode(true)} />;
}

interface SecondStepProps {
  onDone: () => Promise<void>;
  onBack: () => void;
}

const SecondStep = ({ onDone, onBack }: SecondStepProps) => (
  <AuthFrame title="Two-step sign-in" lead="Your password was right. One more step.">
    <CodeForm submitLabel="Sign in" takesSpareCode onDone={onDone}>
      <Button variant="subtle" onClick={onBack}>
        Back
      </Button>
    </CodeForm>
  </AuthFrame>
);

interface FirstStepProps {
  next: string | undefined;
  onDone: () => Promise<void>;
  onCodeNeeded: () => void;
}

function FirstStep({ next, onDone, onCodeNeeded }: FirstStepProps) {
  const isCodeNeeded = useRef(false);
  const { form, busy, problem, submit } = useAuthForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: emailProblem,
      password: (password) => (password === "" ? "Type your password" : null),
    },
  });
  const send = async ({ email, password }: { email: string; password: string }) => {
    const { authClient } = await import("../../api/auth-client.ts");
    const answer = await authClient.signIn.email({ email: email.trim(), password });
    isCodeNeeded.current = answer.data !== null && "twoFactorRedirect" in answer.data;
    return answer;
  };
  const done = () => (isCodeNeeded.current ? onCodeNeeded() : onDone());
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
