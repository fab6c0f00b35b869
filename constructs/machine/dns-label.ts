import type { Finding } from "../diagnostics/finding";

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A machine's name becomes its host name, a Terraform address, a file name and an attribute of
 * `nixosConfigurations`: the narrowest of these, an RFC 1123 label in lower case, decides.
 */
export function machineNameProblem(name: string): Finding | undefined {
  if (DNS_LABEL.test(name)) return undefined;
  return {
    code: "machine-name-invalid",
    summary: "machine name is not a DNS label",
    value: name,
    allowed: "1 to 63 of a-z, 0-9 and '-', not starting or ending with '-'",
    remedy: "choose a name that is a host name; a machine's name can hardly be changed later",
  };
}
