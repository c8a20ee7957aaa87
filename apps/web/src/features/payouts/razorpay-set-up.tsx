import type { FieldIssue } from "@boltz/contract";
import { Button, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { issuesByField, wireErrorOf } from "../../api/errors.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { focusFirstError } from "../creators/focus-first-error.ts";
import { ChangeWarning } from "./change-warning.tsx";
import {
  type DetailsDraft,
  type DetailsErrors,
  type DetailsField,
  detailsFields,
  emptyDetails,
  readDetails,
} from "./payout-details-draft.ts";
import classes from "./payouts.module.css";
import { RazorpayFields } from "./razorpay-fields.tsx";
import type { SetUpStepProps } from "./stripe-set-up.tsx";

const fromServer = (failure: unknown) => {
  const issues: FieldIssue[] = wireErrorOf(failure).issues.map(({ path, message }) => ({
    path: path[0] === "details" ? path.slice(1) : path,
    message,
  }));
  return issuesByField(issues, detailsFields).byField;
};

/** The bank details for Razorpay: typed here, handed through, kept nowhere. */
export function RazorpaySetUp({ current, waits, onboarding }: SetUpStepProps) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<DetailsDraft>(emptyDetails);
  const [wrong, setWrong] = useState<DetailsErrors>({});
  const [corrected, setCorrected] = useState<readonly string[]>([]);
  const { start, busy, failure } = onboarding;
  const refused = failure ? fromServer(failure) : {};
  const errors: DetailsErrors = {
    ...Object.fromEntries(Object.entries(refused).filter(([field]) => !corrected.includes(field))),
    ...wrong,
  };
  const change = (name: DetailsField, value: string | boolean) => {
    setDraft({ ...draft, [name]: value });
    setWrong(Object.fromEntries(Object.entries(wrong).filter(([key]) => key !== name)));
    setCorrected([...corrected, name]);
  };
  const submit = () => {
    const read = readDetails(draft);
    setWrong(read.errors);
    setCorrected([]);
    if (read.details === null) return focusFirstError(form.current);
    start({ provider: "razorpay", country: "IN", details: read.details });
  };
  return (
    <form
      ref={form}
      className={classes["fields"]}
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {waits ? <ChangeWarning /> : null}
      <Text size="sm" c="dimmed">
        These details go straight to Razorpay with this form. They are not kept here, so nobody can read them
        from us.
      </Text>
      <RazorpayFields draft={draft} errors={errors} busy={busy} onChange={change} />
      {failure && Object.keys(refused).length === 0 ? (
        <ErrorPanel error={failure} title="The account is not set up yet" />
      ) : null}
      <div className={classes["dialogActions"]}>
        <Button type="submit" loading={busy}>
          {current ? "Change the account" : "Set up the account"}
        </Button>
      </div>
    </form>
  );
}
