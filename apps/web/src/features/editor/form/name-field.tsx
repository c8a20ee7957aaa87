import { TextInput } from "@mantine/core";
import { useState } from "react";
import { type NamedPart, nameProblem, renamed } from "../rename.ts";
import { usePart, useStrategyForm } from "./form-context.ts";

/** The name of a parameter or an indicator; another one is taken over wherever it is used, on leaving the field. */
export function NameField({ part, name }: { part: NamedPart; name: string }) {
  const { document, edit } = useStrategyForm();
  const { error, where } = usePart([part, name]);
  const [typed, setTyped] = useState<string | null>(null);
  const problem = typed === null ? null : nameProblem(document, name, typed);
  const finish = () => {
    if (typed === null || problem !== null) return;
    setTyped(null);
    if (typed !== name) edit((text) => renamed(text, part, name, typed));
  };
  return (
    <TextInput
      size="sm"
      label="Name"
      data-path={where}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      value={typed ?? name}
      error={problem ?? error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        finish();
      }}
    />
  );
}
