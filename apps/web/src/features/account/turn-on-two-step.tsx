import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { CopyLine } from "../../components/copy-line.tsx";
import classes from "./account.module.css";
import { CodeForm } from "./code-form.tsx";
import { PasswordForm } from "./password-form.tsx";
import { QrCode } from "./qr-code.tsx";
import { SpareCodes } from "./spare-codes.tsx";

interface TurnOnTwoStepProps {
  onCancel: () => void;
  /** It is on from here, though the spare codes are still to be read. */
  onTurnedOn: () => void;
  onDone: () => void;
}

interface SetUp {
  totpUri: string;
  spareCodes: string[];
}

type Step = { kind: "password" } | ({ kind: "app" | "codes" } & SetUp);

const keyOf = (totpUri: string) =>
  (new URL(totpUri).searchParams.get("secret") ?? "").replaceAll(/(.{4})(?=.)/g, "$1 ");

/** Password, app, first code, spare codes: only the first code turns it on. */
export function TurnOnTwoStep({ onCancel, onTurnedOn, onDone }: TurnOnTwoStepProps) {
  const [step, setStep] = useState<Step>({ kind: "password" });
  const begin = async (password: string) => {
    const { authClient } = await import("../../api/auth-client.ts");
    const { data, error } = await authClient.twoFactor.enable({ password });
    if (error) return { error };
    if (!("totpURI" in data)) return { error: { status: 500 } };
    setStep({ kind: "app", totpUri: data.totpURI, spareCodes: data.backupCodes });
    return { error: null };
  };
  const cancel = (
    <Button variant="subtle" onClick={onCancel}>
      Cancel
    </Button>
  );
  if (step.kind === "codes") return <SpareCodes codes={step.spareCodes} onDone={onDone} />;
  if (step.kind === "password")
    return (
      <PasswordForm submitLabel="Continue" send={begin} onDone={() => undefined}>
        {cancel}
      </PasswordForm>
    );
  return (
    <div className={classes["stack"]}>
      <Text>
        Scan this with an authenticator app, such as the one in your password safe. Then type the code that it
        shows.
      </Text>
      <QrCode text={step.totpUri} label="QR code for your authenticator app" />
      <Text size="sm">
        On the phone itself, <a href={step.totpUri}>open it in your app</a>.
      </Text>
      <div>
        <Text size="sm" c="dimmed" mb={6}>
          Without a camera, give the app this key:
        </Text>
        <CopyLine text={keyOf(step.totpUri)} what="key" />
      </div>
      <CodeForm
        submitLabel="Turn it on"
        takesSpareCode={false}
        onDone={() => {
          setStep({ ...step, kind: "codes" });
          onTurnedOn();
        }}
      >
        {cancel}
      </CodeForm>
    </div>
  );
}
