import "@mantine/core/styles/PasswordInput.layer.css";
import { Button, PasswordInput, Text, TextInput } from "@mantine/core";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { useSiteConfig } from "../../api/site-config.ts";
import { identityChanged } from "../../api/viewer.ts";
import { safeNext } from "../../app/address-bar.ts";
import { AnchorLink } from "../../components/links.tsx";
import classes from "./account.module.css";
import { AuthFrame, Problem } from "./auth-frame.tsx";
import { emailProblem, passwordProblem } from "./auth-problem.ts";
import { ResendLink } from "./resend-link.tsx";
import { useAuthForm } from "./use-auth-form.ts";
import { rememberWayBack } from "./way-back.ts";

const route = getRouteApi("/sign-up");

interface SignUpValues extends Record<string, string> {
  name: string;
  email: string;
  password: string;
}

export function SignUp() {
  const { next } = route.useSearch();
  const [sentTo, setSentTo] = useState<string>();
  const { form, busy, problem, submit } = useAuthForm<SignUpValues>({
    initialValues: { name: "", email: "", password: "" },
    validate: {
      name: (name) => (name.trim().length < 2 ? "Type your name" : null),
      email: emailProblem,
      password: passwordProblem,
    },
  });
  const send = async ({ name, email, password }: SignUpValues) => {
    const { authClient } = await import("../../api/auth-client.ts");
    return authClient.signUp.email({
      name: name.trim(),
      email: email.trim(),
      password,
    });
  };
  const done = async ({ email }: SignUpValues) => {
    rememberWayBack(next);
    setSentTo(email.trim());
    await identityChanged();
  };
  if (sentTo) return <CheckYourMail email={sentTo} next={next} />;
  return (
    <AuthFrame
      title="Create an account"
      lead="One account to buy, install and, if you like, publish."
      footer={
        <>
          You have one already?{" "}
          <AnchorLink size="sm" to="/sign-in" search={next ? { next } : {}}>
            Sign in
          </AnchorLink>
        </>
      }
    >
      <form onSubmit={submit(send, done)} noValidate>
        <TextInput label="Name" autoComplete="name" maxLength={60} {...form.getInputProps("name")} />
        <TextInput label="E-mail" type="email" autoComplete="email" {...form.getInputProps("email")} />
        <PasswordInput
          label="Password"
          description="At least 12 characters. A few words in a row are good."
          autoComplete="new-password"
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the password" }}
          {...form.getInputProps("password")}
        />
        <Problem text={problem} />
        <Button type="submit" size="md" loading={busy}>
          Create account
        </Button>
      </form>
    </AuthFrame>
  );
}

function CheckYourMail({ email, next }: { email: string; next: string | undefined }) {
  const router = useRouter();
  const { mailboxUrl } = useSiteConfig();
  return (
    <AuthFrame title="Check your mail">
      <div className={classes["stack"]} role="status">
        <Text>
          We sent a link to <strong>{email}</strong>. Open it to confirm your address; then you can buy and
          publish.
        </Text>
        {mailboxUrl ? (
          <Text size="sm" c="dimmed">
            This is a demo: the mail is in the <a href={mailboxUrl}>demo mailbox</a>.
          </Text>
        ) : null}
        <ResendLink email={email} next={next} />
        <Button variant="default" onClick={() => router.history.push(safeNext(next))}>
          Look around meanwhile
        </Button>
      </div>
    </AuthFrame>
  );
}
