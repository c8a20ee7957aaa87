import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSiteConfig } from "../../api/site-config.ts";
import { AnchorLink } from "../../components/links.tsx";
import classes from "./account.module.css";
import { AuthFrame, Problem } from "./auth-frame.tsx";
import { emailProblem } from "./auth-problem.ts";
import { useAuthForm } from "./use-auth-form.ts";

export function ForgotPassword() {
  const [sentTo, setSentTo] = useState<string>();
  const { mailboxUrl } = useSiteConfig();
  const { form, busy, problem, submit } = useAuthForm({
    initialValues: { email: "" },
    validate: { email: emailProblem },
  });
  const send = async ({ email }: { email: string }) => {
    const { authClient } = await import("../../api/auth-client.ts");
    return authClient.requestPasswordReset({ email: email.trim(), redirectTo: "/reset-password" });
  };
  return (
    <AuthFrame
      title={sentTo ? "Check your mail" : "Reset your password"}
      footer={
        <AnchorLink size="sm" to="/sign-in">
          Back to sign in
        </AnchorLink>
      }
    >
      {sentTo ? (
        <div className={classes["stack"]} role="status">
          <Text>
            If there is an account for <strong>{sentTo}</strong>, a link to a new password is on its way to
            it.
          </Text>
          {mailboxUrl ? (
            <Text size="sm" c="dimmed">
              This is a demo: the mail is in the <a href={mailboxUrl}>demo mailbox</a>.
            </Text>
          ) : null}
        </div>
      ) : (
        <form onSubmit={submit(send, ({ email }) => setSentTo(email.trim()))} noValidate>
          <Text c="dimmed">We send a link to your address. It works once.</Text>
          <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps("email")} />
          <Problem text={problem} />
          <Button type="submit" size="md" loading={busy}>
            Send the link
          </Button>
        </form>
      )}
    </AuthFrame>
  );
}
