import { NixValueError } from "../value-error";

/** The smallest positive number that Nix reads; it refuses subnormal ones. */
const SMALLEST_FLOAT = 2 ** -1022;

/**
 * The digits of a number: an integer without a dot, else a float.
 *
 * @throws NixValueError for NaN, infinities, integers beyond ±(2^53 - 1) and subnormal numbers
 */
export function integerOrFloat(value: number): string {
  if (!Number.isInteger(value)) return float(value);
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  throw new NixValueError(
    `${value} is beyond ±(2^53 - 1), where a number no longer holds every integer: pass a string, or nix.float(${value}) for a float`,
  );
}

/**
 * The digits of a float. Nix wants a dot in front of an exponent (`1.0e21`), and has no negative
 * zero.
 *
 * @throws NixValueError for NaN, infinities and subnormal numbers
 */
export function float(value: number): string {
  if (!Number.isFinite(value)) {
    throw new NixValueError(`${value} has no literal in Nix: use a finite number`);
  }
  if (value !== 0 && Math.abs(value) < SMALLEST_FLOAT) {
    throw new NixValueError(
      `${value} is too small for Nix: use 0 or a number of at least ${SMALLEST_FLOAT}`,
    );
  }
  const [digits = "", exponent] = String(value).split("e");
  const mantissa = digits.includes(".") ? digits : `${digits}.0`;
  return exponent === undefined ? mantissa : `${mantissa}e${exponent}`;
}
