import type { Architecture } from "./architecture";

/** What a new server's disk is filled with before NixOS is installed over it. */
export interface Image {
  /** What the API and Terraform take as the image: a system image's name, or a snapshot's number. */
  readonly reference: string;
  /** Architectures the image exists for; a server type of another one cannot start it. */
  readonly architectures: readonly Architecture[];
  /** Whether Hetzner refuses it for new servers. */
  readonly deprecated: boolean;
}

const EVERY_ARCHITECTURE = ["x86", "arm"] as const;

/** Images of Hetzner Cloud that are known to exist, and the ways to name another one. */
export const Image = {
  /** Source: the examples of Hetzner's Terraform provider for both architectures, 2026-08. */
  DEBIAN_12: { reference: "debian-12", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: the guides of Hetzner's Terraform provider, 2026-08; for arm, public uses on cax11 and cax41. */
  DEBIAN_13: { reference: "debian-13", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: an image list of Hetzner's `hcloud` CLI, 2024; still a default of tools in 2025-09. */
  UBUNTU_22_04: { reference: "ubuntu-22.04", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: an image list of Hetzner's `hcloud` CLI, 2024; the examples of Hetzner's Terraform provider, 2026-08. */
  UBUNTU_24_04: { reference: "ubuntu-24.04", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: as Ubuntu 22.04; refused for new servers since 2025-09 at the latest, by user reports. */
  UBUNTU_20_04: { reference: "ubuntu-20.04", architectures: EVERY_ARCHITECTURE, deprecated: true },

  /**
   * A snapshot or backup of your own project.
   *
   * @param id Number of the snapshot, as `hcloud image list --type snapshot` prints it.
   * @param architecture Architecture of the server it was taken of.
   */
  snapshot: (id: number, architecture: Architecture): Image => ({
    reference: String(id),
    architectures: [architecture],
    deprecated: false,
  }),

  /**
   * A system or app image that the catalogue does not have.
   *
   * @param name Name as `hcloud image list` prints it, such as `rocky-9`.
   */
  named: (name: string, { architecture }: { readonly architecture: Architecture }): Image => ({
    reference: name,
    architectures: [architecture],
    deprecated: false,
  }),
} as const;

/**
 * What is wrong with the reference of an image made by `Image.snapshot` or `Image.named`, one message
 * each; empty when it can be true.
 */
export function invalidImage({ reference }: Image): string[] {
  if (/^([1-9][0-9]*|[a-z][a-z0-9.-]*)$/.test(reference)) {
    return [];
  }
  return [
    `image ${JSON.stringify(reference)} must be a snapshot's positive number or a name in lower-case letters, digits, dots and dashes, as \`hcloud image list\` prints it, such as "debian-12"`,
  ];
}
