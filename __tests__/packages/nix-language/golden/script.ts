import { nix } from "@nix-fleet/nix-language";

const runtimeInputs = nix.concat(
  nix.with("pkgs", [nix.ref("jq"), nix.ref("openssh")]),
  [nix.ref("inputs.clan-core.packages", nix.ref("pkgs.system"), "default")],
  nix.apply("lib.optional", nix.ref("pkgs.stdenv.isLinux"), nix.ref("pkgs.iproute2")),
);

/** A shell script with interpolations, and with what looks like one. */
export const value = nix.fn(["config", "inputs", "lib"], {
  perSystem: nix.fn(["pkgs"], {
    packages: {
      deploy: nix.apply(
        "pkgs.writeShellApplication",
        nix.set({
          name: "deploy",
          runtimeInputs,
          text: nix.lines([
            "set -euo pipefail",
            "",
            "host=${1:?host}",
            nix.interpolate`for host in ${nix.apply("lib.concatStringsSep", " ", nix.ref("config.hosts"))}; do`,
            nix.interpolate`  ssh "root@$host" ${nix.apply("lib.getExe", nix.ref("pkgs.hello"))} ''`,
            "done",
          ]),
        }),
      ),
    },
    terranix: {
      url: nix.interpolate`https://${nix.ref("config.meta.domain")}:${8443}/`,
    },
  }),
});
