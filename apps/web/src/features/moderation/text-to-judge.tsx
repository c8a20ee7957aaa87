import type { CaseView, ListingWords } from "@boltz/contract";
import { claimSentences } from "@boltz/domain";
import { Text, VisuallyHidden } from "@mantine/core";
import { useMemo, useState } from "react";
import { ClaimsFound } from "../../components/claims-found.tsx";
import { Markdown } from "../../components/markdown.tsx";
import { placed } from "../../components/places.ts";
import { RulesInWords } from "../../components/rules-in-words.tsx";
import { SegmentedControl } from "../../components/segmented-control.ts";
import { refundTerms } from "../../format/numbers.ts";
import classes from "./case.module.css";
import { hasChanged, shortened, type TextPart, textParts, valueParts } from "./text-parts.ts";

type Change = NonNullable<CaseView["change"]>;
type Mode = "changes" | "whole" | "read";

interface Field {
  name: string;
  /** What a promise is looked for in. */
  words: string;
  parts: TextPart[];
}

const rulesText = (rules: ListingWords["rules"]) =>
  rules.map(({ title, sentences }) => [title, ...sentences].join("\n")).join("\n\n");

function fieldsOf({ before, now }: Change): Field[] {
  const words = (name: string, of: (words: ListingWords) => string): Field => ({
    name,
    words: of(now),
    parts: textParts(before === null ? null : of(before), of(now)),
  });
  const value = (name: string, of: (words: ListingWords) => string): Field => ({
    name,
    words: "",
    parts: valueParts(before === null ? null : of(before), of(now)),
  });
  return [
    words("Title", ({ title }) => title),
    words("Summary", ({ summary }) => summary),
    words("Description", ({ description }) => description),
    words("Tags", ({ tags }) => tags.join(", ")),
    value("Price", ({ price }) => price),
    value("Terms", ({ refundDays }) => refundTerms(refundDays)),
    value("Version", ({ version }) => version ?? "None"),
    words("What changed in the version", ({ changelog }) => changelog),
    words("Rules in words", ({ rules }) => rulesText(rules)),
  ];
}

/** What a listing says: what changed since it was approved last, all of it, or as buyers read it. */
export function TextToJudge({ change }: { change: Change }) {
  const isFirst = change.before === null;
  const [mode, setMode] = useState<Mode>(isFirst ? "whole" : "changes");
  const fields = useMemo(() => fieldsOf(change), [change]);
  const modes: readonly { value: Mode; label: string }[] = [
    ...(isFirst ? [] : [{ value: "changes", label: "Only changes" } as const]),
    { value: "whole", label: "Whole text" },
    { value: "read", label: "As shown" },
  ];
  return (
    <>
      <SegmentedControl
        aria-label="How the text is shown"
        className={classes["modes"] ?? ""}
        value={mode}
        onChange={(value) => setMode(modes.find((one) => one.value === value)?.value ?? mode)}
        data={[...modes]}
      />
      {mode === "read" ? <AsBuyersReadIt words={change.now} /> : <Fields fields={fields} mode={mode} />}
    </>
  );
}

function Fields({ fields, mode }: { fields: readonly Field[]; mode: Mode }) {
  const shown = fields.filter(({ parts }) =>
    mode === "whole" ? parts.some(({ text }) => text !== "") : hasChanged(parts),
  );
  if (shown.length === 0) return <Text c="dimmed">Nothing changed since it was approved.</Text>;
  return (
    <div className={classes["fields"]}>
      {shown.map(({ name, words, parts }) => (
        <section key={name} className={classes["field"]} aria-label={name}>
          <h3>{name}</h3>
          <p className={classes["text"]}>
            <Parts parts={mode === "whole" ? parts : shortened(parts)} />
          </p>
          <ClaimsFound text={words} />
        </section>
      ))}
    </div>
  );
}

const Parts = ({ parts }: { parts: readonly TextPart[] }) =>
  placed(parts).map(({ entry, place }) => <Part key={place} part={entry} />);

function Part({ part: { kind, text, claim } }: { part: TextPart }) {
  const words =
    claim === null ? (
      text
    ) : (
      <mark title={claimSentences[claim]}>
        {text}
        <VisuallyHidden> (a promise)</VisuallyHidden>
      </mark>
    );
  if (kind === "added") return <ins>{words}</ins>;
  if (kind === "removed") return <del>{words}</del>;
  if (kind === "skipped") return <span className={classes["skipped"]}>{words}</span>;
  return <span>{words}</span>;
}

const AsBuyersReadIt = ({ words }: { words: ListingWords }) => (
  <div className={classes["fields"]}>
    <Text fw={620} size="lg">
      {words.title}
    </Text>
    <Text fw={560}>{words.summary}</Text>
    <Markdown text={words.description} />
    {words.changelog === "" ? null : (
      <Text c="dimmed" className={classes["text"] ?? ""}>
        Version {words.version}: {words.changelog}
      </Text>
    )}
    {words.rules.length === 0 ? null : <RulesInWords sections={words.rules} />}
  </div>
);
