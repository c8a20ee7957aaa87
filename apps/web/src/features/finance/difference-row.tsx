import "@mantine/core/styles/ModalBase.layer.css";
import "@mantine/core/styles/Modal.layer.css";
import type { DifferenceKind, Money, ReconciliationDifference } from "@boltz/contract";
import { Badge, Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { api, queryClient } from "../../api/client.ts";
import { notify } from "../../components/notify.ts";
import { ErrorPanel } from "../../components/states.tsx";
import { useOneAtATime } from "../../components/use-one-at-a-time.ts";
import { formatMoment } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";
import { providerWords } from "../purchases/payment-words.ts";
import classes from "./finance.module.css";
import { ReasonForm } from "./reason-form.tsx";

const kinds: Record<DifferenceKind, string> = {
  missing_in_ledger: "Not in our ledger",
  missing_at_provider: "Not at the provider",
  amount_differs: "Amounts differ",
};

interface DifferenceRowProps {
  difference: ReconciliationDifference;
  mayExplain: boolean;
}

/** One difference with both sides beside each other, so that the eye can compare. */
export function DifferenceRow({ difference, mayExplain }: DifferenceRowProps) {
  const { what, kind, at, provider, ours, ourReference, theirs, theirReference, explanation } = difference;
  return (
    <article className={classes["row"]} aria-label={what}>
      <div className={classes["rowHead"]}>
        <Badge color={explanation === null ? "red" : "gray"}>{kinds[kind]}</Badge>
        <span className={classes["rowFacts"]}>{formatMoment(at)}</span>
      </div>
      <p className={classes["rowTitle"]}>{sentence(what)}</p>
      <dl className={classes["sides"]}>
        <Side name="Our ledger" amount={ours} reference={ourReference} />
        <Side name={providerWords[provider]} amount={theirs} reference={theirReference} />
        {ours && theirs && ours.currency === theirs.currency ? (
          <div>
            <dt>Apart by</dt>
            <dd>
              <strong>{formatMoney(apart(ours, theirs))}</strong>
            </dd>
          </div>
        ) : null}
      </dl>
      {explanation === null ? (
        mayExplain ? (
          <div className={classes["rowActions"]}>
            <Explain difference={difference} />
          </div>
        ) : null
      ) : (
        <p className={classes["explanation"]}>Explained: {explanation}</p>
      )}
    </article>
  );
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

const apart = (ours: Money, theirs: Money): Money => ({
  ...ours,
  amountMinor: String(BigInt(theirs.amountMinor) - BigInt(ours.amountMinor)),
});

const Side = ({
  name,
  amount,
  reference,
}: {
  name: string;
  amount: Money | null;
  reference: string | null;
}) => (
  <div data-missing={amount === null || undefined}>
    <dt>{name}</dt>
    <dd>
      <strong>{amount ? formatMoney(amount) : "Nothing"}</strong>
      {reference === null ? null : <code>{reference}</code>}
    </dd>
  </div>
);

function Explain({ difference }: { difference: ReconciliationDifference }) {
  const [opened, dialog] = useDisclosure(false);
  const once = useOneAtATime();
  const explain = useMutation(
    api.finance.explainDifference.mutationOptions({
      onSuccess: async () => {
        dialog.close();
        await queryClient.invalidateQueries({ queryKey: api.finance.differences.pathKey() });
        await notify("The difference is explained.");
      },
    }),
  );
  return (
    <>
      <Button
        size="sm"
        variant="default"
        aria-label={`Explain: ${difference.what}`}
        onClick={() => {
          explain.reset();
          dialog.open();
        }}
      >
        Explain
      </Button>
      <Modal opened={opened} onClose={dialog.close} title="Explain this difference" centered>
        <ReasonForm
          label="What caused it"
          description="It closes the difference and stays in the records. If its amounts change, it opens again."
          action="Explain"
          busy={explain.isPending}
          onSubmit={(explanation) =>
            once(() => explain.mutateAsync({ differenceId: difference.id, explanation }))
          }
        >
          {explain.isError ? <ErrorPanel error={explain.error} title="Not explained" /> : null}
        </ReasonForm>
      </Modal>
    </>
  );
}
