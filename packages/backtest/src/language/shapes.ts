import { z } from "zod";

/** An object that takes these fields and no others, and says so when it is given another. */
export const closedObject = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `is not a field here; the fields are ${Object.keys(shape).join(", ")}`
        : undefined,
  });

/** Exactly one of several shapes, told apart by their fields; `meaning` is said when none or several of them fit. */
export const oneShapeOf = <const Options extends readonly z.core.$ZodType[]>(
  meaning: string,
  options: Options,
) => z.union(options, { error: () => meaning });

/** The name of a parameter or an indicator. A name that every JavaScript object answers to is refused. */
export const ruleName = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9_]{0,39}$/,
    "must be a name: a lower-case letter, then up to 39 letters, digits or underscores",
  )
  .refine(
    (name) => !(name in Object.prototype) && name !== "prototype",
    "is a reserved word; choose another name",
  );

export const paramRef = closedObject({ param: ruleName });

/** A number written in place, or a parameter that supplies it. */
export const knob = (range: z.ZodNumber) =>
  oneShapeOf('must be a number or a parameter, as in { "param": "length" }', [range, paramRef]);
