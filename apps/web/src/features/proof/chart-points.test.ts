import { expect, test } from "vitest";
import { attachedPoints, chartPoints, chartSummary, deepestFall, tablePoints } from "./chart-points.ts";
import { attachedFixture, publishedOn, reportFixture, sealedFrom } from "./proof.fixture.ts";

test("both curves begin at 100, and every point knows its part", () => {
  const points = chartPoints(reportFixture());
  expect(points[0]).toMatchObject({ equity: 100, benchmark: 100, segment: "inSample", rollingSharpe: null });
  for (const { at, segment } of points)
    expect(segment).toBe(
      at < Date.parse(sealedFrom)
        ? "inSample"
        : at < Date.parse(publishedOn)
          ? "holdout"
          : "afterPublication",
    );
  expect(chartPoints(reportFixture({ publishedAt: null })).at(-1)?.segment).toBe("holdout");
});

test("the chart in words names its days, both ends, the deepest fall and each part", () => {
  const report = reportFixture();
  expect(chartSummary(report, chartPoints(report))).toMatch(
    /^From Jan 1, 2014 to Mar 8, 2023, 100 became [\d.]+; bought and held it would be [\d.]+\. The deepest fall from a peak was 1\d(\.\d)?%, reached on [A-Z][a-z]+ \d+, 2018\. By part: in sample \+62\.1%, sealed holdout \+13\.4%, after publication -2\.1%\.$/,
  );
  expect(chartSummary(report, [])).toBe("");
});

test("the table is short and still holds both ends and every change of part", () => {
  const points = chartPoints(reportFixture());
  const rows = tablePoints(points, 40);
  expect(rows.length).toBeLessThanOrEqual(44);
  expect([rows[0], rows.at(-1)]).toEqual([points[0], points.at(-1)]);
  for (const edge of ["holdout", "afterPublication"])
    expect(rows).toContain(points.find(({ segment }) => segment === edge));
});

test("attached files belong to no part and are compared with nothing", () => {
  const points = attachedPoints(attachedFixture());
  expect(points[0]).toEqual({
    at: Date.UTC(2021, 0, 1),
    segment: null,
    equity: 100,
    benchmark: null,
    underwater: 0,
    rollingSharpe: null,
  });
  expect(deepestFall(points)).toMatch(/^The deepest fall from a peak was \d/);
  expect(deepestFall(points.slice(0, 3))).toBe("It never stood below an earlier peak.");
});
