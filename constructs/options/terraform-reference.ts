import type { Finding } from "../diagnostics/finding";

/** The finding for a reference to a value of Terraform where only Nix reads it. */
export function terraformReferenceInNix(summary: string, value: unknown): Finding {
  return {
    code: "terraform-reference-in-nix",
    summary: `${summary}, which Nix cannot resolve`,
    value,
    allowed: "plain values, Nix expressions, and facts of the fleet",
    remedy:
      "use nix.ref(…) for values of Nix, and a Terraform output for values that only Terraform knows",
  };
}
