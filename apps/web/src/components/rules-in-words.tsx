import { placed } from "./places.ts";
import classes from "./rules-in-words.module.css";

interface RuleSection {
  title: string;
  sentences: readonly string[];
}

/** A strategy's rules as sentences. A sentence that ends in a colon introduces those after it. */
export function RulesInWords({ sections }: { sections: readonly RuleSection[] }) {
  return (
    <div className={classes["sections"]}>
      {sections.map(({ title, sentences }) => {
        const introduced = sentences[0]?.endsWith(":") === true;
        return (
          <div key={title} className={classes["section"]}>
            <h3>{title}</h3>
            <ul data-introduced={introduced || undefined}>
              {placed(sentences).map(({ entry, place }) => (
                <li key={place}>{entry}</li>
              ))}
            </ul>
          </div>
        );
      })}
    </div>
  );
}
