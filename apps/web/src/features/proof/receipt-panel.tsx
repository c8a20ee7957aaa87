import type { ProofView, Receipt } from "@boltz/contract";
import { Alert, Button, Text } from "@mantine/core";
import { IconDownload, IconSignature, IconSignatureOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { CopyLine } from "../../components/copy-line.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./receipt.module.css";
import { checkReceipt, receiptMismatch } from "./receipt-check.ts";
import { saveFile } from "./save-file.ts";
import { signingKeyQuery } from "./signing-key.ts";

interface ReceiptPanelProps {
  proof: ProofView;
  receipt: Receipt;
}

/** What the marketplace signed, and whether the signature holds here and now. */
export function ReceiptPanel({ proof, receipt }: ReceiptPanelProps) {
  const { payload, signature } = receipt;
  const name = `receipt-${proof.version}-${payload.resultHash.slice(0, 8)}.json`;
  return (
    <div className={classes["receipt"]}>
      <SignatureLine proof={proof} receipt={receipt} />
      <dl className={classes["hashes"]}>
        <div>
          <dt>Document (SHA-256)</dt>
          <dd>
            <CopyLine text={payload.specHash} what="document's hash" />
          </dd>
        </div>
        {payload.bars.map(({ symbol, timeframe, count, sha256, datasetId }) => (
          <div key={datasetId}>
            <dt>{`Bars of ${symbol}: ${plural(count, "bar")} of ${timeframe}`}</dt>
            <dd>
              <CopyLine text={sha256} what={`hash of the bars of ${symbol}`} />
            </dd>
          </div>
        ))}
        <div>
          <dt>Result: every trade and every value of the equity</dt>
          <dd>
            <CopyLine text={payload.resultHash} what="result's hash" />
          </dd>
        </div>
      </dl>
      <Text size="sm" c="dimmed">
        {`Run by ${payload.engine}, signed ${formatMoment(payload.issuedAt)} with the key ${signature.keyId}. A signature proves where it comes from and that nothing was changed since.`}
      </Text>
      <div className={classes["actions"]}>
        <Button
          variant="default"
          size="sm"
          leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
          onClick={() => saveFile(name, `${JSON.stringify(receipt, null, 2)}\n`)}
        >
          Download the receipt
        </Button>
        <AnchorLink to="/verify" size="sm">
          Check any receipt
        </AnchorLink>
      </div>
    </div>
  );
}

function SignatureLine({ proof, receipt }: ReceiptPanelProps) {
  const check = useQuery({
    queryKey: ["receipt-check", receipt],
    queryFn: async ({ client }) => checkReceipt(receipt, await client.fetchQuery(signingKeyQuery)),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (check.isPending)
    return (
      <Text size="sm" role="status" c="dimmed">
        Checking the signature…
      </Text>
    );
  if (check.isError)
    return (
      <Text size="sm" role="status" c="dimmed">
        The signature could not be checked, because the key did not come.{" "}
        <Button size="compact-sm" variant="subtle" onClick={() => void check.refetch()}>
          Try again
        </Button>
      </Text>
    );
  const resultHash = proof.report?.resultHash ?? receipt.payload.resultHash;
  const problem = check.data.ok
    ? receiptMismatch(check.data.payload, { specHash: proof.specHash, resultHash })
    : check.data.reason;
  return problem === undefined ? (
    <p className={classes["right"]} role="status">
      <IconSignature size={20} stroke={1.7} aria-hidden />
      Signature is right. This browser checked it.
    </p>
  ) : (
    <Alert
      color="red"
      role="alert"
      title="This receipt is broken"
      icon={<IconSignatureOff size={20} stroke={1.7} aria-hidden />}
    >
      {problem} Do not rely on what it says.
    </Alert>
  );
}
