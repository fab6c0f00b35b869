/** MiB in the units of sizes. */
const UNITS: { readonly [unit: string]: number } = { M: 1, G: 1024, T: 1024 * 1024 };

/** A size in MiB; undefined if it is invalid. */
export function sizeInMib(size: string): number | undefined {
  const [, digits = "", unit = ""] = /^([1-9]\d*)([MGT])$/.exec(size) ?? [];
  const factor = UNITS[unit];
  return factor === undefined ? undefined : Number(digits) * factor;
}
