import { defaultLimits, strategyFormat } from "@boltz/backtest";
import { assetClasses, strategyStyles, timeframes } from "@boltz/contract";
import { Anchor, Text } from "@mantine/core";
import { AnchorLink, ButtonLink } from "../../components/links.tsx";
import { Page, Section } from "../../components/page.tsx";
import { placed } from "../../components/places.ts";
import { examples } from "./examples.ts";
import classes from "./language.module.css";
import { ConditionTable, FieldTable, IndicatorTable, PriceTable, ValueTable } from "./language-tables.tsx";

/** The strategy language in one page: what each part is for, its words, and whole examples to start from. */
export const LanguagePage = () => (
  <Page
    title="The strategy language"
    width="text"
    lead={
      <>
        A strategy is one JSON document, <code>{strategyFormat}</code>. It holds rules and numbers and no
        code, so it can be read, checked and run by anybody, with the same result everywhere.
      </>
    }
    actions={
      <ButtonLink to="/creator/new" variant="default">
        Write one
      </ButtonLink>
    }
  >
    <div className={classes["page"]}>
      <Examples />
      <Section title="A document" id="document">
        <FieldTable
          rows={[
            ["format", <code key="f">{strategyFormat}</code>],
            ["name", "3 to 80 characters on one line"],
            ["style", strategyStyles.join(", ")],
            [
              "market",
              `assetClass (${assetClasses.join(", ")}) and symbols; or a universe in words, which cannot be verified here`,
            ],
            ["timeframe", timeframes.join(", ")],
            [
              "params",
              `named numbers with default, min, max and step, ${defaultLimits.maxParams} at most; the default lies on a step`,
            ],
            ["indicators", `named measurements, ${defaultLimits.maxIndicators} at most`],
            [
              "long, short",
              "one of them or both: entry, and a way out: exit, target, trailingStop or maxBars; stop if wanted",
            ],
            ["sizing", "how much goes into a position"],
            ["costs", "commissionBps and slippageBps on every fill, 0 to 500 basis points"],
          ]}
        />
        <Text size="sm" mt="sm">
          Names begin with a small letter. What is defined has to be used. Fields that the language does not
          know are refused.
        </Text>
      </Section>
      <Section title="Indicators" id="indicators">
        <IndicatorTable />
        <Text size="sm" mt="sm">
          Every number of an indicator may be a parameter instead, {'{ "param": "name" }'}, if its whole range
          fits. A Donchian channel holds the bar that it is read at, so a breakout compares with one bar ago.
        </Text>
      </Section>
      <Section title="Prices" id="prices">
        <PriceTable />
      </Section>
      <Section title="Values" id="values">
        <ValueTable />
        <Text size="sm" mt="sm">
          <code>ago</code> counts bars back from the one that has just closed. It is never negative: no rule
          can look ahead.
        </Text>
      </Section>
      <Section title="Conditions" id="conditions">
        <ConditionTable />
        <Text size="sm" mt="sm">
          A value is unknown before its indicator has seen enough bars, and after a division by zero. A
          comparison with it is unknown too, and a rule acts only when it is true.
        </Text>
      </Section>
      <Section title="Leaving, and how much to buy" id="leaving">
        <FieldTable
          rows={[
            ["stop, target", <Code key="s" text='{ "percent": 5 }' after="of the entry price" />],
            [
              "",
              <Code key="a" text='{ "atr": 2, "length": 14 }' after="a multiple of the average true range" />,
            ],
            ["trailingStop", "the same, from the best price since the entry"],
            ["maxBars", "leaves after so many bars at the latest"],
            ["fixedFraction", "percentOfEquity of the account into each position"],
            ["riskPerTrade", "the loss at the stop is percentOfEquity; every side needs a stop"],
            ["volatilityTarget", "annualPercent volatility, measured over lookback bars"],
          ]}
        />
        <Text size="sm" mt="sm">
          Decisions are made at the close of a bar and filled at the next open. No sizing puts more than the
          whole account into a position.
        </Text>
      </Section>
      <Section title="Bounds" id="bounds">
        <Text size="sm">
          {defaultLimits.maxDepth} levels and {defaultLimits.maxNodes} conditions and values in the rules,{" "}
          {defaultLimits.maxBytes / 1024} KiB of canonical JSON.
        </Text>
        <Text size="sm" mt="xs">
          For other editors there is the shape as JSON Schema:{" "}
          <Anchor href="/schemas/boltz.strategy-1.json" inherit underline="always">
            boltz.strategy-1.json
          </Anchor>
          . The editor here says more: it also checks what the parts mean together.
        </Text>
      </Section>
    </div>
  </Page>
);

const Code = ({ text, after }: { text: string; after: string }) => (
  <>
    <code>{text}</code> {after}
  </>
);

const Examples = () => (
  <Section title="Examples" id="examples">
    <ul className={classes["examples"]}>
      {examples.map(({ id, title, idea, text }) => (
        <li key={id}>
          <div className={classes["exampleHead"]}>
            <h3>{title}</h3>
            <AnchorLink to="/creator/new" search={{ example: id }} aria-label={`Use this: ${title}`}>
              Use this
            </AnchorLink>
          </div>
          <p>{idea}</p>
          <details>
            <summary>Read the document</summary>
            <section aria-label={`Document: ${title}`}>
              <pre>
                {placed(text.trimEnd().split("\n")).map(({ entry, place }) => (
                  <code key={place}>
                    {entry}
                    {"\n"}
                  </code>
                ))}
              </pre>
            </section>
          </details>
        </li>
      ))}
    </ul>
  </Section>
);
