import type { Role, Viewer } from "@boltz/contract";
import { Badge, Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { identityChanged } from "../../api/viewer.ts";
import { Gate } from "../../components/gate.tsx";
import { ButtonLink } from "../../components/links.tsx";
import { notify } from "../../components/notify.ts";
import { Page, Section } from "../../components/page.tsx";
import classes from "./account.module.css";
import { Problem } from "./auth-frame.tsx";
import { BecomeCreator } from "./become-creator.tsx";
import { ChangePassword } from "./change-password.tsx";
import { ResendLink } from "./resend-link.tsx";
import { Sessions } from "./sessions.tsx";
import { TwoStep } from "./two-step.tsx";
import { useAuthForm } from "./use-auth-form.ts";

/** Name, address, password, devices, and the way to becoming a creator. */
export const Account = () => (
  <Gate title="Account" action="library.read">
    {(viewer) => (
      <Page title="Account" width="text">
        <Section title="You" id="you">
          <div className={classes["block"]}>
            <Identity viewer={viewer} />
          </div>
        </Section>
        <Section title="Selling" id="selling">
          <div className={classes["block"]}>
            {viewer.creator ? (
              <div className={classes["stack"]}>
                <Text>
                  You publish as <strong>{viewer.creator.displayName}</strong>.
                </Text>
                <div>
                  <ButtonLink to="/creator" variant="default">
                    Open the creator desk
                  </ButtonLink>
                </div>
              </div>
            ) : (
              <BecomeCreator viewer={viewer} />
            )}
          </div>
        </Section>
        <Section title="Notifications" id="notifications">
          <div className={classes["block"]}>
            <ButtonLink to="/account/notifications" variant="default">
              Choose what you hear of
            </ButtonLink>
          </div>
        </Section>
        <Section title="Password" id="password">
          <div className={classes["block"]}>
            <ChangePassword />
          </div>
        </Section>
        <Section title="Two-step sign-in" id="two-step">
          <div className={classes["block"]}>
            <TwoStep viewer={viewer} />
          </div>
        </Section>
        <Section title="Devices" id="devices">
          <div className={classes["block"]}>
            <Sessions />
          </div>
        </Section>
        <Section title="Your data" id="data">
          <div className={classes["block"]}>
            <div className={classes["stack"]}>
              <Text>Take a copy of everything that we keep about you, or have your account erased.</Text>
              <div>
                <ButtonLink to="/account/privacy" variant="default">
                  Your data
                </ButtonLink>
              </div>
            </div>
          </div>
        </Section>
      </Page>
    )}
  </Gate>
);

const roleNames: Record<Role, string> = {
  user: "Buyer",
  creator: "Creator",
  moderator: "Moderator",
  finance: "Finance",
  admin: "Administrator",
};

function Identity({ viewer }: { viewer: Viewer }) {
  const [editing, setEditing] = useState(false);
  return (
    <div className={classes["stack"]}>
      <dl className={classes["facts"]}>
        <div>
          <dt>Name</dt>
          <dd>
            {editing ? null : viewer.name}
            {editing ? null : (
              <Button
                size="compact-sm"
                variant="subtle"
                aria-label="Change your name"
                onClick={() => setEditing(true)}
              >
                Change
              </Button>
            )}
          </dd>
        </div>
        {editing ? <NameForm name={viewer.name} onDone={() => setEditing(false)} /> : null}
        <div>
          <dt>E-mail</dt>
          <dd>
            {viewer.email}
            <Badge color={viewer.emailVerified ? "green" : "yellow"}>
              {viewer.emailVerified ? "Confirmed" : "Not confirmed"}
            </Badge>
          </dd>
        </div>
        <div>
          <dt>Role</dt>
          <dd>{roleNames[viewer.role]}</dd>
        </div>
      </dl>
      {viewer.emailVerified ? null : <ResendLink email={viewer.email} next="/account" />}
    </div>
  );
}

function NameForm({ name, onDone }: { name: string; onDone: () => void }) {
  const { form, busy, problem, submit } = useAuthForm({
    initialValues: { name },
    validate: { name: (text) => (text.trim().length < 2 ? "Type your name" : null) },
  });
  const send = async (values: { name: string }) => {
    const { authClient } = await import("../../api/auth-client.ts");
    return authClient.updateUser({ name: values.name.trim() });
  };
  const done = async () => {
    await identityChanged();
    onDone();
    await notify("Your name is changed.");
  };
  return (
    <form onSubmit={submit(send, done)} className={classes["fields"]} noValidate>
      <TextInput
        label="Name"
        autoComplete="name"
        maxLength={60}
        data-autofocus
        {...form.getInputProps("name")}
      />
      <Problem text={problem} />
      <div className={classes["between"]}>
        <Button type="submit" loading={busy}>
          Save name
        </Button>
        <Button variant="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
