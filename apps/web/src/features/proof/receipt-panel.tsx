import type { ProofView, Receipt } from "@boltz/contract";
import { Alert, Button, Text } from "@mantine/core";
import { IconDownload, IconSignature, IconSignatureOff } from "@tabler/icons-react";
import { CopyLine } from "../../components/copy-line.tsx";
import { AnchorLink } from "../../components/links.tsx";
import { formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import classes from "./receipt.module.css";
import { saveFile } from "./save-file.ts";
import { useReceiptCheck } from "./use-receipt-check.ts";

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
      <SignatureLine proof={proof} />
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

function SignatureLine({ proof }: { proof: ProofView }) {
  const standing = useReceiptCheck(proof);
  switch (standing.kind) {
    case "checking":
      return (
        <Text size="sm" role="status" c="dimmed">
          Checking the signature…
        </Text>
      );
    case "unknown":
      return (
        <Text size="sm" role="status" c="dimmed">
          The signature could not be checked, because the key did not come.{" "}
          <Button size="compact-sm" variant="subtle" onClick={standing.checkAgain}>
            Try again
          </Button>
        </Text>
      );
    case "right":
      return (
        <p className={classes["right"]} role="status">
          <IconSignature size={20} stroke={1.7} aria-hidden />
          Signature is right. This browser checked it.
        </p>
      );
    case "broken":
      return (
        <Alert
          color="red"
          role="alert"
          title="This receipt is broken"
          icon={<IconSignatureOff size={20} stroke={1.7} aria-hidden />}
        >
          {standing.reason} Do not rely on what it says.
        </Alert>
      );
  }
}
