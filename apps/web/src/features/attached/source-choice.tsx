import type { VersionView } from "@boltz/contract";
import { Text } from "@mantine/core";
import { SegmentedControl } from "../../components/segmented-control.ts";

export type StrategySource = VersionView["kind"];

interface SourceChoiceProps {
  source: StrategySource;
  onChange: (source: StrategySource) => void;
}

const meanings: Record<StrategySource, string> = {
  declared:
    "You declare the rules. The marketplace runs them itself, shows what came out, and ranks them by it.",
  attached:
    "You attach a freqtrade strategy and its backtest. Nothing of it is run here: it is marked as not verified and not ranked by its figures. A strategy stays what it begins as.",
};

/** Whether a new strategy declares its rules or is files of another engine. What was typed in the other stays. */
export const SourceChoice = ({ source, onChange }: SourceChoiceProps) => (
  <div>
    <SegmentedControl
      aria-label="What the strategy is"
      data={[
        { value: "declared", label: "Declared rules" },
        { value: "attached", label: "Files of another engine" },
      ]}
      value={source}
      onChange={(next) => onChange(next === "attached" ? "attached" : "declared")}
    />
    <Text size="sm" c="dimmed" mt={6} mb="md">
      {meanings[source]}
    </Text>
  </div>
);
