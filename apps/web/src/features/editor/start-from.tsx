import { Button, NativeSelect } from "@mantine/core";
import { examples } from "./examples.ts";

export interface StartingPoint {
  label: string;
  text: string;
}

interface StartFromProps {
  isEmpty: boolean;
  earlier: readonly StartingPoint[];
  onStart: (change: () => string) => void;
}

/** Begins with an example or an earlier version; what was there comes back by Undo. */
export function StartFrom({ isEmpty, earlier, onStart }: StartFromProps) {
  const points = [...earlier, ...examples.map(({ title, text }) => ({ label: `Example: ${title}`, text }))];
  const [first] = examples;
  return (
    <>
      {isEmpty ? (
        <Button size="compact-md" variant="light" onClick={() => onStart(() => first.text)}>
          Start from the example
        </Button>
      ) : null}
      <NativeSelect
        size="sm"
        aria-label={isEmpty ? "Start from" : "Start over from"}
        data={[
          { value: "", label: isEmpty ? "Start from…" : "Start over from…" },
          ...points.map(({ label }, place) => ({ value: String(place), label })),
        ]}
        value=""
        onChange={(event) => {
          const point = points[Number(event.currentTarget.value)];
          if (event.currentTarget.value !== "" && point) onStart(() => point.text);
        }}
      />
    </>
  );
}
