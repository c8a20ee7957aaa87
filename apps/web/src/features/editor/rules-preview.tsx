import { Text } from "@mantine/core";
import { CopyLine } from "../../components/copy-line.tsx";
import { RulesInWords } from "../../components/rules-in-words.tsx";
import type { DocumentCheck } from "./check-document.ts";
import classes from "./editor.module.css";

/** The rules as buyers will read them, written from the document. */
export const RulesPreview = ({ check }: { check: DocumentCheck | undefined }) => (
  <section className={classes["rulesPreview"]} aria-labelledby="rules-preview">
    <h3 id="rules-preview">In plain words</h3>
    {check && check.sections.length > 0 ? (
      <>
        <RulesInWords sections={check.sections} />
        {check.specHash ? (
          <div className={classes["hash"]}>
            <Text size="sm" c="dimmed">
              Hash of this version
            </Text>
            <CopyLine text={check.specHash} what="hash" />
          </div>
        ) : null}
      </>
    ) : (
      <Text c="dimmed" size="sm">
        As soon as the document is valid, its rules appear here as buyers will read them.
      </Text>
    )}
  </section>
);
