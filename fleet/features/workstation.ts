import { DendriticModule, type Fleet } from "../../constructs";
import type { People } from "../people";
import type { Features } from ".";
import { declareGithubToken } from "./credentials";

/** The feature that all Macs share. */
export function declareWorkstation(
  fleet: Fleet,
  { base, shell, homebrew, system }: Features,
  { crs58 }: People,
) {
  return new DendriticModule(fleet, "workstation", {
    folder: "darwin",
    imports: [base, shell, homebrew, system, declareGithubToken(fleet, crs58)],
    parts: { workstation: { darwin: {} } },
  });
}
