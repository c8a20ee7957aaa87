import "@mantine/dropzone/styles.layer.css";
import { type ReceiptPayload, segmentNames } from "@boltz/contract";
import { Alert, Button, Text, Textarea } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { IconFileCertificate, IconSignature, IconSignatureOff } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Page, Section } from "../../components/page.tsx";
import { formatMoment } from "../../format/dates.ts";
import { plural } from "../../format/numbers.ts";
import { formatChance, formatGain, formatPercent, formatRatio } from "./figure-format.ts";
import classes from "./receipt.module.css";
import { checkReceiptText, type ReceiptCheck } from "./receipt-check.ts";
import { SegmentMark } from "./segment-mark.tsx";
import { signingKeyQuery } from "./signing-key.ts";

const mostBytes = 200_000;

/** Where anybody learns whether a receipt is genuine, and of what. */
export function VerifyPage() {
  const client = useQueryClient();
  const [text, setText] = useState("");
  const chooseFile = useRef<() => void>(null);
  const [fileProblem, setFileProblem] = useState<string>();
  const check = useMutation({
    mutationFn: async (pasted: string) => checkReceiptText(pasted, await client.fetchQuery(signingKeyQuery)),
  });
  const changeText = (changed: string) => {
    setText(changed);
    setFileProblem(undefined);
    check.reset();
  };
  const takeFile = async (file: File | undefined) => {
    if (file === undefined) return;
    const read = await file.text().catch(() => undefined);
    if (read === undefined) return setFileProblem("The file could not be read.");
    changeText(read);
    check.mutate(read);
  };
  return (
    <Page
      title="Check a receipt"
      width="text"
      lead="A receipt says which document was run on which bars and what came out, signed by this marketplace. It is checked in your browser; nothing that you paste is sent anywhere."
    >
      <form
        className={classes["paste"]}
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate(text);
        }}
      >
        <Dropzone
          multiple={false}
          openRef={chooseFile}
          activateOnKeyboard={false}
          tabIndex={-1}
          maxSize={mostBytes}
          inputProps={{ "aria-label": "Receipt file" }}
          onDrop={([file]) => void takeFile(file)}
          onReject={() => setFileProblem("A receipt is one small JSON file; this is something else.")}
        >
          <div className={classes["drop"]}>
            <IconFileCertificate size={28} stroke={1.4} aria-hidden />
            <Text fw={600}>Drop a receipt file here</Text>
            <Text size="sm" c="dimmed">
              Or paste what is in it below.
            </Text>
          </div>
        </Dropzone>
        <Textarea
          label="Receipt"
          autosize
          minRows={6}
          maxRows={14}
          maxLength={mostBytes}
          spellCheck={false}
          value={text}
          error={fileProblem}
          onChange={(event) => changeText(event.currentTarget.value)}
        />
        <div className={classes["actions"]}>
          <Button type="submit" size="md" disabled={text.trim() === ""} loading={check.isPending}>
            Check it
          </Button>
          <Button size="md" variant="default" onClick={() => chooseFile.current?.()}>
            Choose a file
          </Button>
        </div>
      </form>
      <div className={classes["outcome"]}>
        {check.isError ? (
          <Alert color="yellow" title="It could not be checked" role="alert">
            The marketplace's key did not come. Check your connection, then try again.
          </Alert>
        ) : null}
        {check.data ? <CheckOutcome check={check.data} /> : null}
      </div>
    </Page>
  );
}

function CheckOutcome({ check }: { check: ReceiptCheck }) {
  if (!check.ok)
    return (
      <Alert
        color="red"
        role="alert"
        title="This receipt is not genuine"
        icon={<IconSignatureOff size={20} stroke={1.7} aria-hidden />}
      >
        {check.reason}
      </Alert>
    );
  return (
    <>
      <Alert
        color="green"
        role="status"
        title="Signature is right"
        icon={<IconSignature size={20} stroke={1.7} aria-hidden />}
      >
        This marketplace signed it, and nothing in it was changed since.
      </Alert>
      <Section title="What it says" id="receipt-says">
        <ReceiptSays payload={check.payload} />
      </Section>
    </>
  );
}

function ReceiptSays({ payload }: { payload: ReceiptPayload }) {
  const { bars, segments, trials, dsr, pbo } = payload;
  return (
    <dl className={classes["says"]}>
      <Line title="Signed" text={formatMoment(payload.issuedAt)} />
      <Line title="Engine" text={payload.engine} />
      <Line title="Document" text={payload.specHash} />
      <Line title="Result" text={payload.resultHash} />
      {bars.map(({ datasetId, symbol, timeframe, count, sha256 }) => (
        <Line
          key={datasetId}
          title={`Bars of ${symbol}`}
          text={`${plural(count, "bar")} of ${timeframe}, ${sha256}`}
        />
      ))}
      {segmentNames.map((name) => {
        const figures = segments[name];
        return (
          <div key={name}>
            <dt>
              <SegmentMark segment={name} />
            </dt>
            <dd className="num">
              {figures === null
                ? "nothing yet"
                : `${formatGain(figures.totalReturn)}, Sharpe ratio ${formatRatio(figures.sharpe)}, deepest drawdown ${formatPercent(figures.maxDrawdown)}, ${plural(figures.trades, "trade")}`}
            </dd>
          </div>
        );
      })}
      <Line title="Tries by its author" text={plural(trials, "try", "tries")} />
      <Line title="Deflated Sharpe ratio" text={dsr === null ? "not defined" : formatChance(dsr)} />
      <Line title="Probability of overfitting" text={pbo === null ? "not defined" : formatChance(pbo)} />
    </dl>
  );
}

const Line = ({ title, text }: { title: string; text: string }) => (
  <div>
    <dt>{title}</dt>
    <dd className="num">{text}</dd>
  </div>
);
