import { useId, useState } from "react";

const plenty = 2_000;

export interface Reason {
  id: string;
  text: string;
  set: (text: string) => void;
  problem: string | undefined;
  longest: number;
  /** The trimmed text; null, with the cursor in the field, while it is too short. */
  read: (atLeast?: number) => string | null;
  clear: () => void;
}

/** Words that somebody else will read, asked for at the moment when they are needed. */
export function useReason(shortest = 10, longest = plenty): Reason {
  const id = useId();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);
  const words = text.trim();
  return {
    id,
    text,
    set: setText,
    longest,
    problem: asked && words.length < shortest ? `Write at least ${shortest} characters` : undefined,
    read: (atLeast = shortest) => {
      const isLong = words.length >= atLeast;
      setAsked(!isLong);
      if (!isLong) document.getElementById(id)?.focus();
      return isLong ? words : null;
    },
    clear: () => {
      setText("");
      setAsked(false);
    },
  };
}
