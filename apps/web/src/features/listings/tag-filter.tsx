import { Anchor, Checkbox, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../../api/client.ts";
import { formatCount } from "../../format/numbers.ts";
import classes from "./explore.module.css";

interface TagFilterProps {
  chosen: readonly string[];
  onChange: (tags: string[]) => void;
}

const shownAtFirst = 10;
const mostTags = 5;

/** The catalogue's tags with how many strategies carry each. */
export function TagFilter({ chosen, onChange }: TagFilterProps) {
  const [showAll, setShowAll] = useState(false);
  const counts = useQuery(api.listings.tagCounts.queryOptions(undefined, { staleTime: 300_000 }));
  const known = counts.data ?? [];
  const unknown = chosen.filter((tag) => known.every((entry) => entry.tag !== tag));
  const all = [...unknown.map((tag) => ({ tag, count: 0 })), ...known];
  const shown = all.filter(({ tag }, place) => showAll || place < shownAtFirst || chosen.includes(tag));
  const full = chosen.length >= mostTags;
  const toggle = (tag: string) =>
    onChange(chosen.includes(tag) ? chosen.filter((other) => other !== tag) : [...chosen, tag]);

  return (
    <fieldset className={classes["fieldset"]}>
      <legend>Tags</legend>
      {counts.isPending ? (
        <div className={classes["choices"]}>
          {[72, 54, 88, 60].map((width) => (
            <Skeleton key={width} height={16} width={`${width}%`} />
          ))}
        </div>
      ) : counts.isError && all.length === 0 ? (
        <Text size="sm" c="dimmed">
          The tags could not be loaded.{" "}
          <Anchor component="button" type="button" size="sm" onClick={() => void counts.refetch()}>
            Try again
          </Anchor>
        </Text>
      ) : (
        <div className={classes["choices"]}>
          {shown.map(({ tag, count }) => (
            <div key={tag} className={classes["tagChoice"]}>
              <Checkbox
                label={tag}
                checked={chosen.includes(tag)}
                disabled={full && !chosen.includes(tag)}
                onChange={() => toggle(tag)}
              />
              <span className={`${classes["tagCount"]} num`}>{formatCount(count)}</span>
            </div>
          ))}
        </div>
      )}
      {all.length > shownAtFirst ? (
        <Anchor component="button" type="button" size="sm" onClick={() => setShowAll(!showAll)}>
          {showAll ? "Show fewer tags" : `Show all ${all.length} tags`}
        </Anchor>
      ) : null}
      {full ? (
        <Text size="xs" c="dimmed">
          Five tags are the most at once.
        </Text>
      ) : null}
    </fieldset>
  );
}
