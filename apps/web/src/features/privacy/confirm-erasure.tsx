import { Button, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { api, queryClient } from "../../api/client.ts";
import { issuesByField, wireErrorOf } from "../../api/errors.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./privacy.module.css";

interface ConfirmErasureProps {
  email: string;
  coolingOffDays: number;
  onClose: () => void;
}

const isSame = (typed: string, email: string) => typed.trim().toLowerCase() === email.toLowerCase();

/** Asks for the address of the account, so that nobody erases by a slip. */
export function ConfirmErasure({ email, coolingOffDays, onClose }: ConfirmErasureProps) {
  const [typed, setTyped] = useState("");
  const [mismatch, setMismatch] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const once = useOneAtATime();
  const erase = useMutation(
    api.privacy.erase.mutationOptions({
      onSuccess: (view) => {
        queryClient.setQueryData(api.privacy.erasure.queryKey(), view);
        onClose();
      },
      onError: (error) => {
        const { byField } = issuesByField(wireErrorOf(error).issues, ["confirmEmail"]);
        setMismatch(byField["confirmEmail"]);
        void queryClient.invalidateQueries({ queryKey: api.privacy.erasure.queryKey() });
      },
    }),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isSame(typed, email)) once(() => erase.mutateAsync({ confirmEmail: typed.trim().toLowerCase() }));
    else {
      setMismatch("This is not the address of this account");
      field.current?.focus();
    }
  };
  return (
    <form onSubmit={send} className={classes["dialog"]} noValidate>
      <ul className={classes["facts"]}>
        <li>
          You can call it off for {plural(coolingOffDays, "day")}. Until then everything works as before.
        </li>
        <li>Then you are signed out everywhere, and your account and library are gone for good.</li>
      </ul>
      <Text size="sm" c="dimmed">
        Want to keep something? Make a copy of your data first.
      </Text>
      <TextInput
        ref={field}
        type="email"
        label={`Type ${email} to confirm`}
        autoComplete="off"
        value={typed}
        error={mismatch}
        data-autofocus
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setMismatch(undefined);
        }}
      />
      {erase.isError && mismatch === undefined ? (
        <ErrorPanel error={erase.error} title="The erasure was not scheduled" />
      ) : null}
      <div className={classes["dialogActions"]}>
        <Button variant="default" onClick={onClose}>
          Keep my account
        </Button>
        <Button type="submit" color="red" loading={erase.isPending}>
          Erase in {plural(coolingOffDays, "day")}
        </Button>
      </div>
    </form>
  );
}
