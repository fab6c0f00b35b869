export type Architecture = "x86" | "arm";

export interface ServerType {
  readonly architecture: Architecture;
  readonly diskGb: number;
  readonly locations: readonly string[];
  /** No longer sold; existing servers run on. */
  readonly withdrawn: boolean;
}

export interface Image {
  readonly id: number;
  readonly name: string;
  readonly architecture: Architecture;
  readonly withdrawn: boolean;
}

const EUROPE = ["fsn1", "nbg1", "hel1"];
export const LOCATIONS: readonly string[] = [...EUROPE, "ash", "hil", "sin"];

const DISKS_GB = {
  ...{ cx23: 40, cx33: 80, cx43: 160, cx53: 320 },
  ...{ cax11: 40, cax21: 80, cax31: 160, cax41: 320 },
  ...{ cpx12: 40, cpx22: 80, cpx32: 160, cpx42: 320, cpx52: 480, cpx62: 640 },
  ...{ ccx13: 80, ccx23: 160, ccx33: 240, ccx43: 360, ccx53: 600, ccx63: 960 },
};
const WITHDRAWN_DISKS_GB = { cx11: 20, cx22: 40, cx32: 80, cx42: 160, cx52: 320 };
const IMAGES = ["debian-12", "debian-13", "ubuntu-22.04", "ubuntu-24.04", "ubuntu-26.04"];
const WITHDRAWN_IMAGES = ["debian-10", "ubuntu-20.04"];

/** What Hetzner sells and sold, by name: a part, but one for every way to refuse an order. */
export function serverTypes(): Map<string, ServerType> {
  return new Map(
    Object.entries({ ...DISKS_GB, ...WITHDRAWN_DISKS_GB }).map(([name, diskGb]) => [
      name,
      {
        architecture: name.startsWith("cax") ? "arm" : "x86",
        diskGb,
        locations: /^c(a?x)\d/.test(name) ? EUROPE : LOCATIONS,
        withdrawn: name in WITHDRAWN_DISKS_GB,
      },
    ]),
  );
}

export function images(): Image[] {
  return [...IMAGES, ...WITHDRAWN_IMAGES].flatMap((name, index) => {
    const withdrawn = WITHDRAWN_IMAGES.includes(name);
    return [
      { id: 114690000 + index, name, architecture: "x86", withdrawn },
      { id: 114691000 + index, name, architecture: "arm", withdrawn },
    ];
  });
}
