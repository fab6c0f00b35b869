import { codeDefinition } from "../constructs";
import type { PlacedFinding } from "../constructs/diagnostics/finding";

/** What rendering finds because of a mistake that a check has reported, by code. */
const CAUSES: { readonly [rendered: string]: readonly string[] } = {
  "generated-file-claimed": ["zerotier-second-network"],
  "hetzner-name-duplicate": ["machine-duplicate", "volume-duplicate"],
  "secret-in-clear": ["backend-address-invalid", "deploy-key-in-clear"],
  "terraform-address-duplicate": ["machine-duplicate", "primary-ip-invalid", "volume-duplicate"],
  "terraform-address-invalid": [
    "clan-secret-name-invalid",
    "machine-name-invalid",
    "volume-name-invalid",
  ],
  "value-not-nix": ["machine-duplicate", "setting-not-a-value"],
};

/** A machine's name is used by its server, too, which stands elsewhere in the tree. */
const ANYWHERE = ["machine-duplicate", "machine-name-invalid"];

/** Findings of rendering without those that only repeat what the checks found: one mistake, one message. */
export function withoutConsequences(
  rendered: readonly PlacedFinding[],
  checked: readonly PlacedFinding[],
): readonly PlacedFinding[] {
  const errors = checked.filter(isError);
  if (errors.length === 0) return rendered;
  return rendered.filter(({ path, finding: { code } }) => {
    // In a fleet with errors it follows from one of them.
    if (code === "wrong-type") return false;
    const causes = errors.filter(({ finding }) => CAUSES[code]?.includes(finding.code));
    return !causes.some(
      (cause) => ANYWHERE.includes(cause.finding.code) || areRelated(cause.path, path),
    );
  });
}

/** Whether a finding stops the run. */
export function isError({ finding }: PlacedFinding): boolean {
  return (finding.severity ?? codeDefinition(finding.code)?.severity ?? "error") === "error";
}

/** Whether one construct is the other, or inside it. */
function areRelated(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}
