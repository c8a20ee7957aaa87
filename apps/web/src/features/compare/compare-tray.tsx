import { Button, CloseButton } from "@mantine/core";
import { ButtonLink } from "../../components/links.tsx";
import { clearChosen, idsText, mostCompared, toggleChosen, useChosen } from "./chosen.ts";
import classes from "./compare-tray.module.css";

/** What is chosen so far, at the bottom of the screen. */
export function CompareTray() {
  const chosen = useChosen();
  if (chosen.length === 0) return null;
  return (
    <section className={classes["tray"]} aria-label="Comparison">
      <span className={classes["count"]} role="status">
        {chosen.length} of {mostCompared} chosen
      </span>
      <ul className={classes["chosen"]}>
        {chosen.map((listing) => (
          <li key={listing.id}>
            <span className={classes["title"]}>{listing.title}</span>
            <CloseButton
              size="sm"
              aria-label={`Take ${listing.title} out of the comparison`}
              onClick={() => toggleChosen(listing)}
            />
          </li>
        ))}
      </ul>
      <div className={classes["actions"]}>
        <Button size="compact-sm" variant="subtle" onClick={clearChosen}>
          Clear
        </Button>
        <ButtonLink to="/compare" search={{ ids: idsText(chosen) }} size="compact-md">
          Compare
        </ButtonLink>
      </div>
    </section>
  );
}
