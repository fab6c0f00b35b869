import { NixValueError } from "@nix-fleet/nix-language";
import type { IConstruct } from "constructs";
import type { Finding } from "./finding";
import { formatLocation } from "./format";
import { printable } from "./printable";
import { authorLocation, isOwnError, sourceOf } from "./source";

const ALL_OF_NIX = "text, numbers, booleans, null, lists, sets, and expressions of Nix";

const CODES = {
  cyclic: { code: "setting-cyclic" },
  "too-deep": { code: "setting-too-deep" },
};

/** Converts an error from the declaration, check or rendering of a fleet to a finding. */
export function findingOfThrown(error: unknown, construct?: IConstruct): Finding {
  if (process.env.FLEET_TRACE && error instanceof Error) console.error(error.stack);
  if (NixValueError.isNixValueError(error)) {
    const { summary, allowed = ALL_OF_NIX, remedy, kind } = error.problem;
    return {
      ...(kind === undefined ? { code: "value-not-nix" } : CODES[kind]),
      summary: error.place === "" ? summary : `${error.place}: ${summary}`,
      value: undefined,
      allowed,
      remedy,
    };
  }
  if (!(error instanceof Error) || !isLanguageError(error) || isOwnError(error)) {
    const message = messageOf(error);
    const [summary = "", ...details] = message.split("\n");
    return {
      code: "declaration-failed",
      summary,
      value: undefined,
      allowed: part(details, "allowed") ?? "code that declares the fleet without an error",
      remedy: part(details, "remedy") ?? "fix the cause of the error",
    };
  }
  const source = authorLocation(error.stack ?? "") ?? (construct && sourceOf(construct));
  return {
    code: "wrong-type",
    summary: "a value has the wrong type",
    value: source === undefined ? (construct?.node.path ?? null) : formatLocation(source),
    allowed: "the declared types of the props",
    remedy:
      "run `npx fleet check` to compile the fleet; if it finds no error, report a bug with the output of FLEET_TRACE=1",
  };
}

/** The message of an error; of any other thrown value, its text or its type. */
function messageOf(error: unknown): string {
  if (typeof error === "string") return error;
  const message = error instanceof Error ? (error.message as unknown) : undefined;
  return typeof message === "string"
    ? message
    : `a value that is not an Error was thrown: ${printable(error)}`;
}

/** Whether an error is a built-in error of JavaScript, with a message that does not explain the mistake. */
function isLanguageError(error: Error): boolean {
  return (
    error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
  );
}

function part(lines: readonly string[], name: string): string | undefined {
  return lines
    .find((line) => line.trim().startsWith(`${name}: `))
    ?.trim()
    .slice(name.length + 2);
}
