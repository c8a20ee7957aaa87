import "@mantine/core/styles/Checkbox.layer.css";
import "@mantine/core/styles/Radio.layer.css";
import { Button, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useState } from "react";
import { usePageTitle } from "../../app/page-title.ts";
import classes from "./explore.module.css";
import { ExploreResults } from "./explore-results.tsx";
import { changeSearch, countFilters, type ExploreChange } from "./explore-search.ts";
import { Filters } from "./filters.tsx";
import { SearchBox } from "./search-box.tsx";
import { SortSelect } from "./sort-select.tsx";

const FilterDrawer = lazy(async () => ({ default: (await import("./filter-drawer.tsx")).FilterDrawer }));

const route = getRouteApi("/");

/** The home page: every published strategy, searched and filtered by the address bar. */
export function Explore() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: "/" });
  const [filtersOpened, setFiltersOpened] = useState(false);
  const [filtersOpen, filtersDrawer] = useDisclosure(false, { onOpen: () => setFiltersOpened(true) });
  usePageTitle(search.words ? `“${search.words}”` : "Explore trading strategies");

  const change = useCallback(
    (next: ExploreChange, options: { replace?: boolean } = {}) =>
      void navigate({
        search: (before) => changeSearch(before, next),
        replace: options.replace ?? false,
        resetScroll: false,
      }),
    [navigate],
  );
  const clear = useCallback(() => void navigate({ search: {}, resetScroll: false }), [navigate]);
  const filters = countFilters(search);

  return (
    <div className={classes["page"]}>
      <section className={classes["intro"]} aria-label="Search">
        <Title order={1} className={classes["headline"]}>
          Trading strategies you can read before you buy
        </Title>
        <p className={classes["lead"]}>
          Every rule in plain words, every version sealed by its hash, every price with its refund terms.
        </p>
        <SearchBox words={search.words ?? ""} onSearch={(words) => change({ words }, { replace: true })} />
      </section>
      <div className={classes["columns"]}>
        <aside className={classes["sidebar"]} aria-label="Filters">
          <Filters search={search} onChange={change} onClear={clear} />
        </aside>
        <section className={classes["results"]} aria-label="Results">
          <ExploreResults
            search={search}
            onClear={clear}
            tools={
              <>
                <Button
                  className={classes["filterButton"] ?? ""}
                  variant="default"
                  size="md"
                  px="md"
                  leftSection={<IconAdjustmentsHorizontal size={17} stroke={1.6} />}
                  onClick={filtersDrawer.open}
                >
                  {filters === 0 ? "Filters" : `Filters (${filters})`}
                </Button>
                <SortSelect
                  sort={search.sort}
                  searching={search.words !== undefined}
                  onChange={(sort) => change({ sort })}
                />
              </>
            }
          />
        </section>
      </div>
      {filtersOpened ? (
        <Suspense>
          <FilterDrawer opened={filtersOpen} onClose={filtersDrawer.close}>
            <Filters search={search} onChange={change} onClear={clear} />
          </FilterDrawer>
        </Suspense>
      ) : null}
    </div>
  );
}
