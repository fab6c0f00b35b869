import { closest, distance } from "fastest-levenshtein";
import { codeDefinition, definedCodes, isAcceptable } from "./codes";
import type { Diagnostic, SourceLocation } from "./finding";

/** An acceptance of a diagnostic by a fleet. */
export interface Acceptance {
  readonly code: string;
  /** Path of the diagnostic's construct, or of one above it; empty for the whole app. */
  readonly path: string;
  readonly because: string;
  /** Where it is declared. @default - unknown */
  readonly source?: () => SourceLocation | undefined;
}

/** An accepted diagnostic with the reason. */
export interface AcceptedDiagnostic extends Diagnostic {
  readonly because: string;
}

/** Diagnostics, split into open and accepted ones. */
export interface Judged {
  readonly open: readonly Diagnostic[];
  readonly accepted: readonly AcceptedDiagnostic[];
}

/**
 * Separates accepted diagnostics. Problems of an acceptance itself are added as diagnostics of the fleet.
 *
 * @param fleet - path of the fleet with the acceptances
 */
export function judge(
  diagnostics: readonly Diagnostic[],
  acceptances: readonly Acceptance[],
  fleet: string,
): Judged {
  const used = new Set<Acceptance>();
  const open: Diagnostic[] = [];
  const accepted: AcceptedDiagnostic[] = [];
  for (const diagnostic of diagnostics) {
    const covering = isAcceptable(diagnostic.code)
      ? acceptances.filter((candidate) => covers(candidate, diagnostic))
      : [];
    const [acceptance] = covering;
    if (acceptance === undefined) {
      open.push(diagnostic);
    } else {
      for (const each of covering) used.add(each);
      accepted.push({ ...diagnostic, because: acceptance.because });
    }
  }
  const unused = acceptances.filter((acceptance) => !used.has(acceptance));
  const wrong = [
    ...acceptances.flatMap((acceptance) => wrongAcceptance(acceptance, fleet)),
    ...unused.flatMap((acceptance) => unusedAcceptance(acceptance, fleet)),
  ];
  return { open: [...open, ...wrong], accepted };
}

function covers({ code, path, because }: Acceptance, diagnostic: Diagnostic): boolean {
  if (code !== diagnostic.code || because.trim() === "") return false;
  return path === "" || diagnostic.path === path || diagnostic.path.startsWith(`${path}/`);
}

function wrongAcceptance(acceptance: Acceptance, path: string): readonly Diagnostic[] {
  const { code, because } = acceptance;
  const error = { severity: "error", path, ...sourceOf(acceptance) } as const;
  if (because.trim() === "") {
    return [
      {
        ...error,
        code: "accept-without-reason",
        summary: "accepted diagnostic has no reason",
        value: code,
        allowed: "a reason in `because`",
        remedy: "give the reason why the fleet accepts it",
      },
    ];
  }
  if (codeDefinition(code) !== undefined && !isAcceptable(code)) {
    return [
      {
        ...error,
        code: "accept-not-possible",
        summary: "diagnostic cannot be accepted",
        value: code,
        allowed: "codes of warnings and policy errors",
        remedy: `fix the error itself, see fleet explain ${code}`,
      },
    ];
  }
  return [];
}

function unusedAcceptance(acceptance: Acceptance, path: string): readonly Diagnostic[] {
  const { code } = acceptance;
  if (wrongAcceptance(acceptance, path).length > 0) return [];
  const isKnown = codeDefinition(code) !== undefined;
  const near = isKnown ? [] : nearestCodes(code);
  return [
    {
      severity: "warning",
      path,
      ...sourceOf(acceptance),
      code: "accept-unused",
      summary: isKnown
        ? "accepted diagnostic does not occur"
        : "accepted diagnostic has an unknown code",
      value: acceptance.path === "" ? code : `${code} at ${acceptance.path}`,
      allowed: near.length > 0 ? near.join(", ") : "codes that are reported for this construct",
      remedy: isKnown ? "remove the acceptance" : "correct the code, or remove the acceptance",
    },
  ];
}

function sourceOf({ source }: Acceptance): Pick<Diagnostic, "source"> {
  const location = source?.();
  return location === undefined ? {} : { source: location };
}

/** Known codes that are similar to a misspelt one. */
export function nearestCodes(code: string): readonly string[] {
  const codes = definedCodes();
  if (codes.length === 0) return [];
  const nearest = closest(code, [...codes]);
  return distance(code, nearest) <= Math.max(2, code.length / 3) ? [nearest] : [];
}
