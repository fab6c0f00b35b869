import { isList } from "@nix-fleet/nix-language";
import type { OptionType } from "../list/option-list";
import { matchesPattern } from "./pattern";
import { attributesOf } from "./results";

/**
 * Whether a type accepts a value, without checking its contents. Accepts in case of doubt: the module system
 * makes the final decision.
 */
export function accepts(type: OptionType, value: unknown): boolean {
  switch (type[0]) {
    case "bool":
      return typeof value === "boolean";
    case "int":
      return Number.isInteger(value);
    case "unsigned":
      return isIntegerFrom(0, null, value);
    case "positive":
      return isIntegerFrom(1, null, value);
    case "between":
      return isIntegerFrom(type[1], type[2], value);
    case "float":
      return typeof value === "number" && !Number.isInteger(value);
    case "numpos":
      return typeof value === "number" && value > 0;
    case "numbetween":
      return isNumberFrom(type[1], type[2], value);
    case "str":
    case "sep":
      return typeof value === "string";
    case "nestr":
      return typeof value === "string" && /[^ \t\n]/.test(value);
    case "line":
    case "sline":
      return typeof value === "string" && /^[^\n\r]*\n?$/.test(value);
    case "match":
      return typeof value === "string" && matchesPattern(type[1], value);
    case "path":
      return isPathText(value) || hasAttribute(value, TEXT_LIKE);
    case "package":
      return isStorePath(value) || hasAttribute(value, [...TEXT_LIKE, "type"]);
    case "enum":
      return type[1].some((allowed) => allowed === value);
    case "nullOr":
      return value === null || accepts(type[1], value);
    case "or":
      return type[1].some((alternative) => accepts(alternative, value));
    case "listOf":
      return isList(value);
    case "ne":
      return isList(value) && value.length > 0;
    case "attrsOf":
    case "attrs":
      return attributesOf(value) !== undefined;
    case "sub":
    case "opensub":
      // The path of a module file is also a submodule.
      return attributesOf(value) !== undefined || isPathText(value);
    case "atoms":
      return attributesOf(value) === undefined || hasAttribute(value, [...TEXT_LIKE, "type"]);
    case "fn":
      return hasAttribute(value, ["__functor"]);
    default:
      return true;
  }
}

/** Attributes that make a set usable as a string. */
const TEXT_LIKE = ["outPath", "__toString"];

function isNumberFrom(low: number | null, high: number | null, value: unknown): boolean {
  return typeof value === "number" && (low ?? -Infinity) <= value && value <= (high ?? Infinity);
}

function isIntegerFrom(low: number | null, high: number | null, value: unknown): boolean {
  return Number.isInteger(value) && isNumberFrom(low, high, value);
}

function isPathText(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("/");
}

function isStorePath(value: unknown): boolean {
  return typeof value === "string" && /^\/nix\/store\/[0-9a-z]{32}-[^/]+$/.test(value);
}

function hasAttribute(value: unknown, names: readonly string[]): boolean {
  return attributesOf(value)?.some(([[name = ""]]) => names.includes(name)) ?? false;
}
