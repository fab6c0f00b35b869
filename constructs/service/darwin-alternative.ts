/** The construct that does on Macs what a service of clan-core does on NixOS. */
const ALTERNATIVES: { readonly [service: string]: string } = {
  sshd: "SshdService",
  users: "UserAccount",
  zerotier: "ZerotierNetwork",
};

/** Name of the construct to use for Macs in place of `ClanService`, if there is one. */
export function darwinAlternative(service: string): string | undefined {
  return ALTERNATIVES[service.replace(/-darwin$/, "")];
}
