import type { Finding, PlacedFinding } from "../constructs/diagnostics/finding";

type Follows = (rendered: PlacedFinding, cause: PlacedFinding) => boolean;

/** The codes of settings that cannot be written. The printer reports the first one again. */
const UNWRITABLE: ReadonlySet<string> = new Set([
  "setting-not-a-value",
  "terraform-reference-in-nix",
  "value-not-nix",
]);

/** By the code of a rendering finding: whether it is a consequence of a finding that a check already reported. */
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
      (cause.path === path && UNWRITABLE.has(cause.finding.code)),
  ],
]);

/** The findings of rendering, without the consequences of errors that the checks found. */
export function withoutConsequences(
  rendered: readonly PlacedFinding[],
  errors: readonly PlacedFinding[],
): readonly PlacedFinding[] {
  return rendered.filter((found) => {
    const follows = FOLLOWS.get(found.finding.code);
    return follows === undefined || !errors.some((error) => follows(found, error));
  });
}

/** Whether the finding is about the construct with the error, or about one that contains it. */
function isAround({ path }: PlacedFinding, cause: PlacedFinding): boolean {
  return `${cause.path}/`.startsWith(`${path}/`);
}

/** Whether a message quotes the value of another finding. */
function quotes({ summary }: Finding, { value }: Finding): boolean {
  return (
    typeof value === "string" &&
    summary.includes(JSON.stringify(value).slice(0, 40).replace(/"$/, ""))
  );
}

/** Whether two constructs use one file because of a duplicate name, or because two modules claim it. */
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

/** Whether both findings report one secret: in the construct, and in the file of it or of a construct around it. */
function isSameSecret({ path, finding }: PlacedFinding, cause: PlacedFinding): boolean {
  if (cause.finding.code !== "secret-in-clear") return false;
  return cause.finding.value === finding.value || `${cause.path}/`.startsWith(`${path}/`);
}
