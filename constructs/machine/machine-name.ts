import type { Finding } from "../diagnostics/finding";

/** As NixOS' `networking.hostName`. */
const HOST_NAME = /^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/;
const DNS_LABEL = /^[a-z0-9-]+$/;

/**
 * A machine's name becomes its host name, a Terraform address, a file name and an attribute of
 * `nixosConfigurations`.
 */
export function machineNameProblem(name: string): Finding | undefined {
  if (!HOST_NAME.test(name)) {
    return {
      code: "machine-name-invalid",
      summary: "machine name is not a host name",
      value: name,
      allowed:
        "1 to 63 letters, digits and '-', or '_', which DNS does not accept; not starting or ending with '-' or '_'",
      remedy: "choose a valid host name; it is hard to change later",
    };
  }
  if (DNS_LABEL.test(name)) return undefined;
  return {
    code: "machine-name-unusual",
    summary: "machine name is not a lower-case DNS label",
    value: name,
    allowed: "best a-z, 0-9 and '-'; NixOS also accepts capital letters and '_'",
    remedy: "rename a machine that is not installed yet; accept the warning for one that is",
  };
}
