import type { ProofReport } from "@boltz/contract";
import { Text } from "@mantine/core";
import { overfittingLines } from "./overfitting-words.ts";
import classes from "./panels.module.css";

/** How much of the record luck could explain, in words that follow from the values. */
export function OverfittingPanel({ report }: { report: ProofReport }) {
  const lines = overfittingLines({
    overfitting: report.overfitting,
    inSample: report.segments.inSample,
  });
  return (
    <>
      <dl className={classes["lines"]}>
        {lines.map(({ title, figure, sentence }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              <strong className="num">{figure}</strong>
              <span>{sentence}</span>
            </dd>
          </div>
        ))}
      </dl>
      <Text size="sm" c="dimmed" mt="sm">
        None of this is a promise: a record can be real and still end.
      </Text>
    </>
  );
}
