import { expect, test } from "vitest";
import { overfittingLines } from "./overfitting-words.ts";
import { reportFixture } from "./proof.fixture.ts";

const { overfitting } = reportFixture();
const inSample = { sharpe: 0.88, years: 5.99 };

const sentenceOf = (title: string, facts: Parameters<typeof overfittingLines>[0]) =>
  overfittingLines(facts).find((line) => line.title.startsWith(title))?.sentence;

test("the sentences follow from the values", () => {
  expect(overfittingLines({ overfitting, inSample })).toEqual([
    {
      title: "Tries",
      figure: "12 tries",
      sentence:
        "This is one of 12 different documents that the author ran on these bars here. Among so many, luck alone would show a best Sharpe ratio of about 0.74 a year. This one shows 0.88.",
    },
    {
      title: "Deflated Sharpe ratio (DSR)",
      figure: "63%",
      sentence:
        "The chance that its true Sharpe ratio in sample is above what luck alone would show is 63%: weak evidence.",
    },
    {
      title: "On bars that no try had seen",
      figure: "79%",
      sentence:
        "On the sealed bars and those after publication together, the chance that its true Sharpe ratio is above what luck would show in so many looks at them is 79%: weak evidence.",
    },
    {
      title: "Probability of overfitting (PBO)",
      figure: "31%",
      sentence:
        "Over 24 settings and tries: in 31% of the ways to split the bars in two, the one that was best in one half was in the lower half of all in the other. What was best stayed good more often than not.",
    },
    {
      title: "Looks at the sealed bars",
      figure: "1 version before",
      sentence:
        "1 version of this author had been run on the same sealed bars before. Each look teaches a little about them: take the holdout as less fresh.",
    },
    {
      title: "Length of the record",
      figure: "6 years",
      sentence:
        "After 12 tries, luck alone is expected to reach this Sharpe ratio on any record shorter than 3.4 years. This one is longer.",
    },
  ]);
});

test("a single try is not called one of many, and what is undefined is said so", () => {
  const facts = {
    overfitting: {
      trials: 1,
      holdoutLooks: 0,
      expectedBestSharpe: 0,
      dsr: null,
      evidence: null,
      pbo: null,
      pboConfigurations: 0,
      minBacktestYears: null,
    },
    inSample: { sharpe: null, years: 0.4 },
  };
  expect(overfittingLines(facts).map(({ figure }) => figure)).toEqual([
    "1 try",
    "–",
    "–",
    "–",
    "None before",
    "0.4 years",
  ]);
  expect(sentenceOf("Tries", facts)).toContain("the only document");
  expect(sentenceOf("Deflated", facts)).toContain("not defined");
  expect(sentenceOf("On bars", facts)).toContain("not enough");
  expect(sentenceOf("Probability", facts)).toContain("at least eight");
  expect(sentenceOf("Deflated", { ...facts, overfitting: { ...facts.overfitting, dsr: 0.9 } })).toContain(
    "above zero is 90%: likely, but far from certain",
  );
});

test.each([
  [0.9999, "more than 99%: hard to explain by luck alone"],
  [0.96, "96%: hard to explain by luck alone"],
  [0.5, "50%: luck explains it as well"],
  [0.001, "less than 1%: luck would explain more than this"],
])("a chance of %d is never called certain", (dsr, words) => {
  expect(sentenceOf("Deflated", { overfitting: { ...overfitting, dsr }, inSample })).toContain(words);
});

test.each([
  [0.05, "tended to stay good"],
  [0.5, "said nothing good"],
  [0.9, "said nothing good"],
])("overfitting of %d is put into words", (pbo, words) => {
  expect(sentenceOf("Probability", { overfitting: { ...overfitting, pbo }, inSample })).toContain(words);
});

test("a record shorter than luck needs is called so", () => {
  expect(sentenceOf("Length", { overfitting, inSample: { sharpe: 0.88, years: 1 } })).toContain(
    "This one is shorter.",
  );
  expect(sentenceOf("Length", { overfitting, inSample: null })).toContain("no part");
});
