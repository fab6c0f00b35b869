import type { Architecture } from "./architecture";

/** The image of a new server, which NixOS replaces. */
export interface Image {
  /** The image in the API and in Terraform: the name of a system image, or the id of a snapshot. */
  readonly reference: string;
  /** Supported architectures. */
  readonly architectures: readonly Architecture[];
  /** Whether Hetzner refuses it for new servers. */
  readonly deprecated: boolean;
}

const EVERY_ARCHITECTURE = ["x86", "arm"] as const;

/** Known images of Hetzner Cloud, and constructors for others. */
export const Image = {
  /** Source: the examples of Hetzner's Terraform provider for both architectures, 2026-08. */
  DEBIAN_12: { reference: "debian-12", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: the guides of Hetzner's Terraform provider, 2026-08; for arm, public uses on cax11 and cax41. */
  DEBIAN_13: { reference: "debian-13", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: an image list of Hetzner's `hcloud` CLI, 2024; still a default of tools in 2025-09. */
  UBUNTU_22_04: { reference: "ubuntu-22.04", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: an image list of Hetzner's `hcloud` CLI, 2024; the examples of Hetzner's Terraform provider, 2026-08. */
  UBUNTU_24_04: { reference: "ubuntu-24.04", architectures: EVERY_ARCHITECTURE, deprecated: false },
  /** Source: as for Ubuntu 22.04; refused for new servers since 2025-09 at the latest, by user reports. */
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
   * A system or app image that is not in the catalogue.
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
 * Messages about an invalid reference in `Image.snapshot` or `Image.named`; empty if it is valid.
 */
export function invalidImage({ reference }: Image): string[] {
  if (/^([1-9][0-9]*|[a-z][a-z0-9.-]*)$/.test(reference)) {
    return [];
  }
  return [
    `image ${JSON.stringify(reference)} must be a snapshot's positive number or a name in lower-case letters, digits, dots and dashes, as \`hcloud image list\` prints it, such as "debian-12"`,
  ];
}
