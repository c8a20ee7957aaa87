import { Button, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import classes from "./account.module.css";
import { Problem } from "./auth-frame.tsx";
import { useAuthForm } from "./use-auth-form.ts";

interface CodeFormProps {
  submitLabel: string;
  onDone: () => unknown;
  /** Whether one of the codes that were written down is taken too. */
  takesSpareCode: boolean;
  children?: ReactNode;
}

const digitsOf = (text: string) => text.replaceAll(/\s/g, "");

/** Asks for the code of the authenticator app, or for a spare code. A wrong one stays in the field, to be mended. */
export function CodeForm({ submitLabel, onDone, takesSpareCode, children }: CodeFormProps) {
  const [isSpare, setSpare] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { form, busy, problem, submit } = useAuthForm({
    initialValues: { code: "" },
    validateInputOnBlur: false,
    validate: {
      code: (text) =>
        isSpare
          ? digitsOf(text) === ""
            ? "Type one of your spare codes"
            : null
          : /^\d{6}$/.test(digitsOf(text))
            ? null
            : "Type the six digits that your app shows",
    },
  });
  useEffect(() => {
    if (problem === undefined) input.current?.focus();
    else input.current?.select();
  }, [problem]);
  const send = async ({ code: typed }: { code: string }) => {
    const { authClient } = await import("../../api/auth-client.ts");
    const code = digitsOf(typed);
    return isSpare
      ? authClient.twoFactor.verifyBackupCode({ code })
      : authClient.twoFactor.verifyTotp({ code });
  };
  return (
    <form onSubmit={submit(send, onDone)} className={classes["fields"]} noValidate>
      <TextInput
        label={isSpare ? "Spare code" : "Code from your app"}
        description={isSpare ? "Each one works once." : "Six digits, new every half minute."}
        autoComplete="one-time-code"
        inputMode={isSpare ? "text" : "numeric"}
        maxLength={isSpare ? 20 : 9}
        className={classes["codeField"] ?? ""}
        data-autofocus
        {...form.getInputProps("code")}
        ref={input}
      />
      <Problem text={problem} />
      <div className={classes["wayOn"]}>
        <Button type="submit" loading={busy}>
          {submitLabel}
        </Button>
        {children}
      </div>
      {takesSpareCode ? (
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={busy}
            onClick={() => {
              form.reset();
              setSpare(!isSpare);
              input.current?.focus();
            }}
          >
            {isSpare ? "Use the app instead" : "I cannot use the app"}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
