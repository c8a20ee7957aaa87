import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import classes from "./explore.module.css";

interface SearchBoxProps {
  words: string;
  onSearch: (words: string | undefined) => void;
}

const pauseMs = 300;

/** Searches when the typing pauses, at once on Enter; follows the address bar when that changes. */
export function SearchBox({ words, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(words);
  const sent = useRef(words);
  const timer = useRef<number>(undefined);

  useEffect(() => {
    if (words === sent.current) return;
    sent.current = words;
    window.clearTimeout(timer.current);
    setTyped(words);
  }, [words]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const send = (text: string) => {
    window.clearTimeout(timer.current);
    const trimmed = text.trim();
    if (trimmed === sent.current) return;
    sent.current = trimmed;
    onSearch(trimmed === "" ? undefined : trimmed);
  };
  const type = (text: string) => {
    setTyped(text);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => send(text), pauseMs);
  };

  return (
    <search className={classes["searchBox"]}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send(typed);
        }}
      >
        <TextInput
          type="search"
          size="lg"
          radius="lg"
          aria-label="Search strategies"
          placeholder="Momentum, RSI, Bitcoin, mean reversion…"
          maxLength={120}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          leftSection={<IconSearch size={20} stroke={1.7} aria-hidden />}
          rightSection={
            typed === "" ? null : (
              <CloseButton
                aria-label="Clear the search"
                onClick={() => {
                  setTyped("");
                  send("");
                }}
              />
            )
          }
          classNames={{ input: classes["searchInput"] ?? "" }}
        />
      </form>
    </search>
  );
}
