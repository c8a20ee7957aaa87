import { Button, FileButton } from "@mantine/core";
import { IconFileCheck, IconFileUnknown } from "@tabler/icons-react";
import { useId } from "react";
import { placed } from "../../components/places.ts";
import classes from "./attached.module.css";
import { type PickedFile, sizeWords } from "./attached-draft.ts";

interface FileSlotProps {
  title: string;
  meaning: string;
  accept: string;
  file: PickedFile | null;
  errors: readonly string[];
  onPick: (file: File) => void;
}

/** The place of one file: what belongs there, what was chosen, and what is wrong with it. */
export function FileSlot({ title, meaning, accept, file, errors, onPick }: FileSlotProps) {
  const id = useId();
  const isWrong = errors.length > 0;
  return (
    <section className={classes["slot"]} aria-label={title} data-wrong={isWrong || undefined}>
      {file === null ? (
        <IconFileUnknown size={24} stroke={1.5} aria-hidden />
      ) : (
        <IconFileCheck size={24} stroke={1.5} aria-hidden />
      )}
      <div className={classes["slotText"]}>
        <strong>{title}</strong>
        <span className={classes["quiet"]} role="status">
          {file === null ? meaning : `${file.name}, ${sizeWords(file.bytes)}`}
        </span>
      </div>
      <FileButton accept={accept} onChange={(picked) => picked && onPick(picked)}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            size="sm"
            aria-invalid={isWrong || undefined}
            aria-describedby={isWrong ? id : undefined}
            aria-label={`${file === null ? "Choose" : "Replace"} the ${title.toLowerCase()}`}
          >
            {file === null ? "Choose" : "Replace"}
          </Button>
        )}
      </FileButton>
      {isWrong ? (
        <div id={id} className={classes["problems"]} role="alert">
          <ul>
            {placed(errors).map(({ entry, place }) => (
              <li key={place}>{entry}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}
