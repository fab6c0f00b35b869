/** NixOS releases before the May and November schedule: https://nixos.org/manual/nixos/stable/release-notes. */
const OLD_NIXOS = [
  ...["13.10", "14.04", "14.12", "15.09", "16.03", "16.09", "17.03", "17.09", "18.03", "18.09"],
  ...["19.03", "19.09", "20.03", "20.09"],
];

/** The first home-manager releases: `home.stateVersion` is an enum. */
const OLD_HOME_MANAGER = ["18.09", "19.03", "19.09", "20.03", "20.09", "21.03"];

/** Since 2021, both projects release in May and November. */
const MAY_OR_NOVEMBER = /^(2[1-9]|[3-9]\d)\.(05|11)$/;

/** The latest known state version of nix-darwin, as of 2026-06. */
export const LATEST_NIX_DARWIN = 7;

export function isNixosRelease(version: string): boolean {
  return MAY_OR_NOVEMBER.test(version) || OLD_NIXOS.includes(version);
}

export function isHomeManagerRelease(version: string): boolean {
  return MAY_OR_NOVEMBER.test(version) || OLD_HOME_MANAGER.includes(version);
}
