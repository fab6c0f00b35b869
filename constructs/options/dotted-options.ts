import type { Finding } from "../diagnostics/finding";
import type { AnySettings } from "./nix-value";

/**
 * Options whose whole path is one name, as in `"services.openssh.enable": true`: Nix takes that for one
 * attribute with dots in its name. Deeper names may have dots: units, files and domains do.
 */
export function* dottedProblems(settings: AnySettings): Iterable<Finding> {
  for (const name of Object.keys(settings).filter((option) => option.includes("."))) {
    const steps = name.split(".");
    yield {
      code: "option-dotted",
      summary: "option is written as one name with dots",
      value: name,
      allowed: "options nested as in Nix",
      remedy: `write ${steps.map((step) => `{ ${step}: `).join("")}…${" }".repeat(steps.length)}`,
    };
  }
}
