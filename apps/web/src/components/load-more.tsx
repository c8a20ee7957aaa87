import { Button, Text } from "@mantine/core";
import classes from "./load-more.module.css";

interface LoadMoreProps {
  /** A query that pages by cursor. */
  pages: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    isFetchNextPageError: boolean;
    fetchNextPage: () => Promise<unknown>;
  };
}

/** The button under a list that has another page; nothing where it has none. */
export function LoadMore({ pages }: LoadMoreProps) {
  if (!pages.hasNextPage) return null;
  return (
    <div className={classes["more"]}>
      {pages.isFetchNextPageError ? (
        <Text size="sm" c="red" role="alert">
          More could not be loaded.
        </Text>
      ) : null}
      <Button
        variant="default"
        size="md"
        loading={pages.isFetchingNextPage}
        onClick={() => void pages.fetchNextPage()}
      >
        Load more
      </Button>
    </div>
  );
}
