import { Input, VisuallyHidden } from "@mantine/core";
import { IconStar, IconStarFilled } from "@tabler/icons-react";
import { useId } from "react";
import classes from "./reviews.module.css";

const choices = [1, 2, 3, 4, 5];

interface StarChoiceProps {
  /** 0 while nothing is chosen. */
  value: number;
  onChange: (stars: number) => void;
  problem: string | undefined;
}

/** One to five stars, as the radio buttons that they are: by pointer, by finger and by arrow keys. */
export function StarChoice({ value, onChange, problem }: StarChoiceProps) {
  const id = useId();
  return (
    <fieldset
      className={classes["choice"]}
      aria-describedby={problem === undefined ? undefined : `${id}-error`}
    >
      <legend className={classes["choiceLegend"]}>Your rating</legend>
      <div className={classes["choiceStars"]}>
        {choices.map((stars) => (
          <label key={stars} className={classes["choiceStar"]}>
            <input
              type="radio"
              name={id}
              className={classes["choiceInput"]}
              checked={value === stars}
              onChange={() => onChange(stars)}
            />
            <VisuallyHidden>{stars === 1 ? "1 star" : `${stars} stars`}</VisuallyHidden>
            {stars <= value ? (
              <IconStarFilled size={26} className={classes["star"]} aria-hidden />
            ) : (
              <IconStar size={26} stroke={1.5} className={classes["noStar"]} aria-hidden />
            )}
          </label>
        ))}
      </div>
      {problem === undefined ? null : <Input.Error id={`${id}-error`}>{problem}</Input.Error>}
    </fieldset>
  );
}
