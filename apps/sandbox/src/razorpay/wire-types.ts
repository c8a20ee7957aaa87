/** A type of the SDK with those fields put right that it declares otherwise than Razorpay answers. */
export type Corrected<T, Right> = Omit<T, keyof Right> & Right;

/** Razorpay answers an empty list where there are no notes. */
export type Notes = Record<string, string> | [];

export function toNotes(notes: Record<string, string>): Notes {
  return Object.keys(notes).length === 0 ? [] : notes;
}
