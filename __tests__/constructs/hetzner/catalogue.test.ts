import { describe, expect, it } from "vitest";
import { isOfferedIn } from "../../../constructs/hetzner/catalogue/availability";
import { CATALOGUE_DATE } from "../../../constructs/hetzner/catalogue/catalogue-date";
import { Image, invalidImage } from "../../../constructs/hetzner/catalogue/images";
import { invalidServerType } from "../../../constructs/hetzner/catalogue/invalid-server-type";
import { isLocation, LOCATIONS, Location } from "../../../constructs/hetzner/catalogue/locations";
import { satisfying, unmet } from "../../../constructs/hetzner/catalogue/requirement";
import { SERVER_TYPES, ServerType } from "../../../constructs/hetzner/catalogue/server-types";

const GIANT = ServerType.custom({
  name: "cx99",
  vcpu: 64,
  memoryGb: 512,
  diskGb: 2000,
  cpu: "shared",
  architecture: "x86",
  bootMode: "uefi",
});

describe("server types", () => {
  it.each([
    ["cx43", 8, 16, 160, "bios"],
    ["cx53", 16, 32, 320, "bios"],
    ["cpx22", 2, 4, 80, "uefi"],
    ["cax41", 16, 32, 320, "uefi"],
    ["ccx33", 8, 32, 240, "uefi"],
  ])(
    "%s has %i vCPU, %i GB memory, %i GB disk and starts with %s",
    (name, vcpu, memoryGb, diskGb, bootMode) => {
      expect(SERVER_TYPES.find((type) => type.name === name)).toMatchObject({
        vcpu,
        memoryGb,
        diskGb,
        bootMode,
      });
    },
  );

  it("are constants named in upper case", () => {
    const byName = Object.fromEntries(SERVER_TYPES.map((type) => [type.name.toUpperCase(), type]));
    expect({ ...byName, custom: ServerType.custom }).toEqual(ServerType);
  });

  it("have plausible values", () => {
    expect(SERVER_TYPES.flatMap(invalidServerType)).toEqual([]);
  });

  it("grow in the order of their numbers within a line", () => {
    for (const [small, large] of [
      [ServerType.CX23, ServerType.CX33],
      [ServerType.CX33, ServerType.CX43],
      [ServerType.CX43, ServerType.CX53],
      [ServerType.CPX12, ServerType.CPX22],
      [ServerType.CPX22, ServerType.CPX32],
      [ServerType.CPX32, ServerType.CPX42],
      [ServerType.CPX42, ServerType.CPX52],
      [ServerType.CPX52, ServerType.CPX62],
      [ServerType.CAX11, ServerType.CAX21],
      [ServerType.CAX21, ServerType.CAX31],
      [ServerType.CAX31, ServerType.CAX41],
      [ServerType.CCX13, ServerType.CCX23],
      [ServerType.CCX23, ServerType.CCX33],
      [ServerType.CCX33, ServerType.CCX43],
      [ServerType.CCX43, ServerType.CCX53],
      [ServerType.CCX53, ServerType.CCX63],
    ] as const) {
      expect(
        unmet(large, { vcpu: small.vcpu, memoryGb: small.memoryGb, diskGb: small.diskGb }),
      ).toEqual([]);
      expect(unmet(small, { vcpu: large.vcpu }), small.name).toHaveLength(1);
    }
  });

  it("name an available replacement with the same boot mode that is not smaller", () => {
    const deprecated = SERVER_TYPES.filter((type) => type.deprecated !== undefined);
    expect(deprecated.map(({ name }) => name)).toEqual(["cx22", "cx32", "cx42", "cx52"]);
    for (const {
      name,
      vcpu,
      memoryGb,
      diskGb,
      architecture,
      bootMode,
      deprecated: end,
    } of deprecated) {
      const replacement = SERVER_TYPES.find((type) => type.name === end?.replacement);
      expect(replacement, name).toMatchObject({ architecture, bootMode });
      expect(replacement, name).not.toHaveProperty("deprecated");
      expect(satisfying({ vcpu, memoryGb, diskGb, architecture }), name).toContain(
        replacement?.name,
      );
      expect(end?.since, name).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect((end?.since ?? "") <= CATALOGUE_DATE, name).toBe(true);
    }
  });

  it("accept a type that is newer than the catalogue", () => {
    expect(unmet(GIANT, { memoryGb: 512 })).toEqual([]);
    expect(invalidServerType(GIANT)).toEqual([]);
  });

  it("accept a catalogue type with another boot mode", () => {
    const switched = ServerType.custom({ ...ServerType.CX53, bootMode: "uefi" });
    expect(switched).toEqual({ ...ServerType.CX53, bootMode: "uefi" });
  });

  it("report impossible values of a declared type", () => {
    expect(invalidServerType({ ...GIANT, vcpu: 0 })).toEqual([
      "server type cx99: vcpu must be a positive integer, got 0",
    ]);
    const wrong = ServerType.custom({
      ...GIANT,
      name: "CX 99",
      vcpu: 1.5,
      memoryGb: 0,
      diskGb: Number.NaN,
    });
    expect(invalidServerType(wrong)).toEqual([
      'server type name "CX 99" must be lower-case letters, digits and dashes, as `hcloud server-type list` prints it, such as "cx53"',
      "server type CX 99: vcpu must be a positive integer, got 1.5",
      "server type CX 99: memoryGb must be a positive number of GB, got 0",
      "server type CX 99: diskGb must be a positive number of GB, got NaN",
    ]);
  });
});

describe("locations", () => {
  it("can be newer than the catalogue, and then offer any type", () => {
    const facts = { name: "waw1", city: "Warsaw", country: "PL", networkZone: "eu-east" };
    const warsaw = Location.custom(facts);
    expect([isLocation(warsaw), isLocation("waw1"), isLocation({ name: "W 1" })]).toEqual([
      true,
      false,
      false,
    ]);
    expect(isOfferedIn(ServerType.CX23, warsaw)).toBe(true);
  });

  it("have the network zone that a private network needs", () => {
    expect(
      LOCATIONS.map(({ name, country, networkZone }) => `${name} ${country} ${networkZone}`),
    ).toEqual([
      "fsn1 DE eu-central",
      "nbg1 DE eu-central",
      "hel1 FI eu-central",
      "ash US us-east",
      "hil US us-west",
      "sin SG ap-southeast",
    ]);
  });

  it.each([
    [Location.FSN1, ["CX53", "CAX11", "CPX22", "CCX13"], []],
    [Location.ASH, ["CCX13"], ["CX53", "CAX11", "CPX22"]],
    [Location.SIN, ["CPX22", "CCX13"], ["CX53", "CAX11"]],
  ] as const)("$name offers some lines and not others", (location, offered, missing) => {
    expect(offered.filter((name) => !isOfferedIn(ServerType[name], location))).toEqual([]);
    expect(missing.filter((name) => isOfferedIn(ServerType[name], location))).toEqual([]);
  });

  it("accept a type with unknown locations", () => {
    expect(isOfferedIn(GIANT, Location.HIL)).toBe(true);
  });

  it("are compared by name, so that a declared type can list its own", () => {
    const fsn1 = { ...Location.FSN1 };
    expect(isOfferedIn({ ...GIANT, locations: [fsn1] }, Location.FSN1)).toBe(true);
    expect(isOfferedIn({ ...GIANT, locations: [fsn1] }, Location.NBG1)).toBe(false);
  });
});

describe("requirements", () => {
  const requirement = { vcpu: 8, memoryGb: 32, diskGb: 240 };

  it("are met by a type with at least the required values", () => {
    expect(unmet(ServerType.CX53, requirement)).toEqual([]);
    expect(unmet(ServerType.CCX33, requirement)).toEqual([]);
    expect(unmet(ServerType.CX23, {})).toEqual([]);
  });

  it("list each shortfall with the required and the actual value", () => {
    expect(unmet(ServerType.CX43, requirement)).toEqual([
      "needs at least 32 GB memory, cx43 has 16 GB",
      "needs at least 240 GB disk, cx43 has 160 GB",
    ]);
    expect(unmet(ServerType.CX33, { vcpu: 8, architecture: "arm" })).toEqual([
      "needs at least 8 vCPU, cx33 has 4",
      "needs architecture arm, cx33 is x86",
    ]);
  });

  it("are not met if they are not numbers", () => {
    expect(unmet(ServerType.CX53, { diskGb: Number.NaN })).toEqual([
      "needs at least NaN GB disk, cx53 has 320 GB",
    ]);
  });

  it("suggest types that can be ordered, shared processors first, then the smallest", () => {
    expect(satisfying({ ...requirement, architecture: "x86" }, Location.FSN1)).toEqual([
      "cx53",
      "cpx62",
      "ccx33",
      "ccx43",
      "ccx53",
      "ccx63",
    ]);
  });

  it("order equal memory and processors by disk, then by name", () => {
    expect(satisfying({ vcpu: 16, memoryGb: 32 }).slice(0, 4)).toEqual([
      "cax41",
      "cx53",
      "cpx62",
      "ccx43",
    ]);
  });

  it("suggest only types in the location", () => {
    expect(satisfying({ vcpu: 4, memoryGb: 8 }, Location.SIN)[0]).toBe("cpx32");
    expect(satisfying({ vcpu: 4, memoryGb: 8 }, Location.ASH)[0]).toBe("ccx23");
    expect(satisfying({ architecture: "arm" }, Location.HIL)).toEqual([]);
    expect(satisfying({ architecture: "arm" })).toEqual(["cax11", "cax21", "cax31", "cax41"]);
  });

  it("suggest no deprecated type, and nothing if no type is large enough", () => {
    expect(satisfying({ vcpu: 2, diskGb: 40 })).not.toContain("cx22");
    expect(satisfying({ memoryGb: 193 })).toEqual([]);
  });
});

describe("images", () => {
  it("are referred to by name, for every architecture", () => {
    expect(Image.DEBIAN_12).toEqual({
      reference: "debian-12",
      architectures: ["x86", "arm"],
      deprecated: false,
    });
    expect(Image.UBUNTU_20_04.deprecated).toBe(true);
  });

  it("can be a snapshot or any other name, for one architecture", () => {
    expect(Image.snapshot(114690387, "arm")).toEqual({
      reference: "114690387",
      architectures: ["arm"],
      deprecated: false,
    });
    expect(Image.named("rocky-9", { architecture: "x86" })).toEqual({
      reference: "rocky-9",
      architectures: ["x86"],
      deprecated: false,
    });
  });

  it("have a plausible reference", () => {
    const catalogue = [
      Image.DEBIAN_12,
      Image.DEBIAN_13,
      Image.UBUNTU_22_04,
      Image.UBUNTU_24_04,
      Image.UBUNTU_20_04,
    ];
    expect(
      [
        ...catalogue,
        Image.snapshot(1, "x86"),
        Image.named("docker-ce", { architecture: "x86" }),
      ].flatMap(invalidImage),
    ).toEqual([]);
  });

  it.each([
    Image.snapshot(0, "x86"),
    Image.snapshot(1.5, "x86"),
    Image.snapshot(Number.NaN, "x86"),
    Image.named("", { architecture: "x86" }),
    Image.named("Debian 12", { architecture: "x86" }),
  ])("report the reference $reference", (image) => {
    expect(invalidImage(image)).toEqual([
      `image ${JSON.stringify(image.reference)} must be a snapshot's positive number or a name in lower-case letters, digits, dots and dashes, as \`hcloud image list\` prints it, such as "debian-12"`,
    ]);
  });
});
