import type { ServerType } from "./server-types";

/**
 * Messages about invalid arguments of `ServerType.custom`; empty if they are valid.
 */
export function invalidServerType(serverType: ServerType): string[] {
  const { name, vcpu, memoryGb, diskGb } = serverType;
  const messages: string[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(name)) {
    messages.push(
      `server type name ${JSON.stringify(name)} must be lower-case letters, digits and dashes, as \`hcloud server-type list\` prints it, such as "cx53"`,
    );
  }
  if (!Number.isInteger(vcpu) || vcpu <= 0) {
    messages.push(`server type ${name}: vcpu must be a positive integer, got ${vcpu}`);
  }
  for (const [fact, gigabytes] of Object.entries({ memoryGb, diskGb })) {
    if (!Number.isFinite(gigabytes) || gigabytes <= 0) {
      messages.push(
        `server type ${name}: ${fact} must be a positive number of GB, got ${gigabytes}`,
      );
    }
  }
  return messages;
}
