import "@mantine/core/styles/Checkbox.layer.css";
import { Checkbox } from "@mantine/core";
import classes from "./case.module.css";

interface HarmChoiceProps {
  harm: boolean;
  onChange: (harm: boolean) => void;
}

/** How far a removal goes, and what that means for those who bought it. */
export const HarmChoice = ({ harm, onChange }: HarmChoiceProps) => (
  <>
    <Checkbox
      label="It harms people"
      description="Buyers lose access and may have their money back."
      checked={harm}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
    <p className={classes["effect"]} aria-live="polite">
      {harm
        ? "Removing takes it off the market. Everybody who bought it loses access at once: it cannot be installed or updated any more. They are told, and may have their money back."
        : "Removing takes it off the market. Those who bought it keep it and can still install it."}
    </p>
  </>
);
