import { inspect } from "node:util";
import { allowedValues } from "./allowed";
import { didYouMean } from "./names";
import type { Schema } from "./schema";

/** The place of a value in the settings: attribute names and list indexes. */
export type Path = readonly (string | number)[];

/** A problem in the settings of a role. */
export interface SettingsProblem {
  /** Its place: `allowedIps[2]`, `authorizedKeys."alice@laptop"`; empty for the whole settings. */
  readonly path: string;
  /** The value; `undefined` if it is missing. */
  readonly value: unknown;
  /** The allowed values, in words; for an unknown setting, the names of the known settings. */
  readonly allowed: string;
  /** The problem as one sentence. */
  readonly message: string;
}

export function refusedValue(path: Path, value: unknown, schema: Schema): SettingsProblem {
  const allowed = allowedValues(schema);
  return problem(path, value, allowed, `must be ${allowed}, not ${valueText(value)}`);
}

export function missingSetting(path: Path, schema: Schema): SettingsProblem {
  const allowed = allowedValues(schema);
  return problem(path, undefined, allowed, `is missing: it must be ${allowed}`);
}

/** @param path its last step is the unknown name */
export function unknownSetting(
  path: Path,
  value: unknown,
  known: readonly string[],
): SettingsProblem {
  const hint = didYouMean(String(path.at(-1)), known);
  const allowed = known.length === 0 ? "no settings" : known.join(", ");
  return problem(path, value, allowed, `is not a setting${hint} (allowed: ${allowed})`);
}

function problem(path: Path, value: unknown, allowed: string, rest: string): SettingsProblem {
  const place = pathText(path);
  return { path: place, value, allowed, message: `${place || "the settings"} ${rest}` };
}

/** A path in Nix syntax, `authorizedKeys."alice@laptop"`, with list indexes in brackets, `allowedIps[2]`. */
function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${nameText(step)}`))
    .join("")
    .replace(/^\./, "");
}

function nameText(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) ? name : JSON.stringify(name);
}

const LONGEST_VALUE = 60;

function valueText(value: unknown): string {
  const text =
    typeof value === "string"
      ? JSON.stringify(value)
      : inspect(value, { depth: 1, breakLength: Infinity });
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
