import { nix } from "@nix-fleet/nix-language";
import { flakeModuleWith, type GeneratedFile } from "../generated-file";
import { publicVar } from "./public-var";

/** `modules/clan/zerotier/addresses.nix`: the address of every machine in the network. */
export function zerotierAddressesFile(instanceName: string): GeneratedFile {
  const known = nix.interpolate`fd${nix.ref("networkId")}9993${nix.ref("memberId")}`;
  const group = nix.apply("lib.substring", nix.raw("4 * group"), 4, nix.ref("digits"));
  const addressOf = nix.comment(
    "RFC 4193: fd, the network's 16 digits, 9993, the member's 10 digits.",
    nix.lambda(
      "memberId",
      nix.let(
        nix.entry("digits", known),
        nix.apply(
          "lib.concatMapStringsSep",
          ":",
          nix.lambda("group", group),
          nix.apply("lib.range", 0, 7),
        ),
      ),
    ),
  );
  const memberId = nix.ref("memberId");
  const networkId = nix.ref("networkId");
  const computed = nix.if(
    nix.or(nix.equal(networkId, null), nix.equal(memberId, null)),
    null,
    nix.apply("addressOf", memberId),
  );
  const machine = nix.fn(
    ["config", "name"],
    nix.let(
      nix.inheritFrom("config.zerotier", ["memberId"]),
      nix.set(
        nix.entry(
          ["options", "zerotier", "memberId"],
          mkOption(
            "What `zerotier-cli info` prints on a Mac; clan makes those of NixOS machines.",
            nix.apply("types.nullOr", nix.apply("types.strMatching", "[0-9a-f]{10}")),
            null,
          ),
        ),
        nix.entry(
          ["options", "zerotier", "address"],
          mkOption(
            "Address in the private network; null until it is known.",
            nix.apply("types.nullOr", nix.ref("types.str")),
            publicVar(
              nix.interpolate`zerotier-ip-${nix.ref("name")}-${instanceName}`,
              "ip",
              computed,
            ),
          ),
        ),
      ),
    ),
  );
  const type = nix.apply("types.attrsOf", nix.apply("types.submodule", nix.ref("machine")));
  return flakeModuleWith(
    [
      nix.inheritFrom("config.flake.meta.zerotier", ["networkId"]),
      nix.inheritFrom("lib", ["mkOption", "types"]),
      nix.entry("addressOf", addressOf),
      nix.entry("machine", machine),
    ],
    "clan/zerotier/addresses.nix",
    nix.entry(
      ["options", "flake", "meta", "machines"],
      nix.apply("mkOption", nix.set({ type, description: "Facts of machines." })),
    ),
  );
}

function mkOption(
  description: string,
  type: ReturnType<typeof nix.ref>,
  otherwise: Parameters<typeof nix.not>[0],
) {
  return nix.apply("mkOption", nix.set({ type, default: otherwise, description }));
}
