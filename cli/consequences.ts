import type { Finding, PlacedFinding } from "../constructs/diagnostics/finding";

type Follows = (rendered: PlacedFinding, cause: PlacedFinding) => boolean;

/** What rendering finds because of a mistake that a check has reported already, by the code of what it finds. */
const FOLLOWS: ReadonlyMap<string, Follows> = new Map<string, Follows>([
  ["wrong-type", () => true],
  ["declaration-failed", isAround],
  ["terraform-value-invalid", isAround],
  ["generated-file-claimed", ({ finding }, cause) => isClaim(finding, cause.finding)],
  ["secret-in-clear", isSameSecret],
  [
    "value-not-nix",
    ({ path, finding }, cause) =>
      (finding.summary.startsWith("flake.modules.terranix.") &&
        isAround({ path, finding }, cause)) ||
      isDuplicate(cause.finding) ||
      (cause.path === path && quotes(finding, cause.finding)) ||
      (cause.finding.code === "setting-not-a-value" && cause.path === path),
  ],
]);

/** What rendering found, without what follows from the errors that the checks found. */
export function withoutConsequences(
  rendered: readonly PlacedFinding[],
  errors: readonly PlacedFinding[],
): readonly PlacedFinding[] {
  return rendered.filter((found) => {
    const follows = FOLLOWS.get(found.finding.code);
    return follows === undefined || !errors.some((error) => follows(found, error));
  });
}

/** What cannot be rendered because of a mistake in it. */
function isAround({ path }: PlacedFinding, cause: PlacedFinding): boolean {
  return `${cause.path}/`.startsWith(`${path}/`);
}

/** Whether a message quotes the value that another one is about. */
function quotes({ summary }: Finding, { value }: Finding): boolean {
  return (
    typeof value === "string" &&
    summary.includes(JSON.stringify(value).slice(0, 40).replace(/"$/, ""))
  );
}

/** Two of one name come to one file; and so do two modules that claim it. */
function isClaim({ value }: Finding, cause: Finding): boolean {
  if (isDuplicate(cause)) return true;
  return (
    cause.code === "module-file-claimed" &&
    String(cause.value).toLowerCase() === String(value).toLowerCase()
  );
}

function isDuplicate({ code }: Finding): boolean {
  return code.endsWith("-duplicate") || code === "zerotier-second-network";
}

/** One secret stands in the fleet, and in the file of the construct or of one around it. */
function isSameSecret({ path, finding }: PlacedFinding, cause: PlacedFinding): boolean {
  if (cause.finding.code !== "secret-in-clear") return false;
  return cause.finding.value === finding.value || `${cause.path}/`.startsWith(`${path}/`);
}
