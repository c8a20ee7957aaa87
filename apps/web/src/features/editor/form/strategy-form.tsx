import { type ReactNode, useId, useMemo } from "react";
import type { DocumentIssue } from "../check-document.ts";
import { isRecord } from "../is-record.ts";
import { documentParts } from "../reading-order.ts";
import { AboutFields } from "./about-fields.tsx";
import { Wrong } from "./fields.tsx";
import classes from "./form.module.css";
import { StrategyFormProvider, usePart, valueAt } from "./form-context.ts";
import { IndicatorFields } from "./indicator-fields.tsx";
import { LeftOver } from "./left-over.tsx";
import { MarketFields } from "./market-fields.tsx";
import { CostFields, SizingFields } from "./money-fields.tsx";
import { ParamFields } from "./param-fields.tsx";
import { SideFields } from "./side-fields.tsx";

interface StrategyFormProps {
  document: unknown;
  issues: readonly DocumentIssue[];
  edit: (change: (text: string) => string) => void;
}

/** The document in fields. It holds nothing of its own: it shows what the text says and writes into the text. */
export function StrategyForm({ document, issues, edit }: StrategyFormProps) {
  const paramsId = useId();
  const form = useMemo(() => ({ document, issues, edit, paramsId }), [document, issues, edit, paramsId]);
  const params = valueAt(document, ["params"]);
  return (
    <StrategyFormProvider value={form}>
      <datalist id={paramsId}>
        {Object.keys(isRecord(params) ? params : {}).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <WholeDocument />
      <Part title="About">
        <AboutFields />
      </Part>
      <Part title="Market">
        <MarketFields />
      </Part>
      <Part title="Parameters" note="Numbers with a name and a range, which may be turned later.">
        <ParamFields />
      </Part>
      <Part
        title="Indicators"
        note="Measurements that the rules read. A number's field also takes the name of a parameter."
      >
        <IndicatorFields />
      </Part>
      <Part title="Long">
        <SideFields side="long" />
      </Part>
      <Part title="Short">
        <SideFields side="short" />
      </Part>
      <Part title="Position size">
        <SizingFields />
      </Part>
      <Part title="Costs">
        <CostFields />
      </Part>
    </StrategyFormProvider>
  );
}

function WholeDocument() {
  const whole = usePart([]);
  const format = usePart(["format"]);
  return (
    <>
      <Wrong message={whole.error} />
      <Wrong message={format.error && `format: ${format.error}`} />
      <LeftOver path={[]} known={documentParts} />
    </>
  );
}

const Part = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => (
  <fieldset className={classes["part"]}>
    <legend>{title}</legend>
    {note ? <p className={classes["note"]}>{note}</p> : null}
    {children}
  </fieldset>
);
