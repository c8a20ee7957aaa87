import { useState } from "react";

const mostSteps = 200;

/** Takes back what the form changed, step by step, for as long as nothing else has changed the text since. */
export function useUndo(text: string, onChange: (text: string) => void) {
  const [steps, setSteps] = useState<readonly { before: string; after: string }[]>([]);
  const last = steps.at(-1);
  const isPossible = last !== undefined && last.after === text;
  return {
    isPossible,
    edit: (change: (text: string) => string) => {
      const after = change(text);
      if (after === text) return;
      setSteps([...(isPossible ? steps : []), { before: text, after }].slice(-mostSteps));
      onChange(after);
    },
    undo: () => {
      if (!isPossible) return;
      setSteps(steps.slice(0, -1));
      onChange(last.before);
    },
  };
}
