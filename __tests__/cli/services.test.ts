import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { REPOSITORY } from "../support/run-fleet";

it("prints the service matrix of the example fleet, from the sources of this checkout", () => {
  const command = join(REPOSITORY, "node_modules/.bin/fleet");
  const { status, stdout, stderr } = spawnSync(command, ["services"], {
    cwd: REPOSITORY,
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "emergency-access
      cinnabar   nixos   by clan                              default
      blackphos  darwin  not applicable: no effect on darwin
      rosegold   darwin  not applicable: no effect on darwin
      argentum   darwin  not applicable: no effect on darwin
      stibnite   darwin  not applicable: no effect on darwin

    sshd-clan
      cinnabar   nixos   by clan               client, server
      blackphos  darwin  by own darwin module  server, client
      rosegold   darwin  by own darwin module  server, client
      argentum   darwin  by own darwin module  server, client
      stibnite   darwin  by own darwin module  server, client

    users-crs58
      cinnabar   nixos   not applicable: not a member
      blackphos  darwin  by own darwin module          default
      rosegold   darwin  by own darwin module          default
      argentum   darwin  by own darwin module          default
      stibnite   darwin  by own darwin module          default

    users-root
      cinnabar   nixos   by clan                       default
      blackphos  darwin  not applicable: not a member
      rosegold   darwin  not applicable: not a member
      argentum   darwin  not applicable: not a member
      stibnite   darwin  not applicable: not a member

    zerotier-local
      cinnabar   nixos   by clan               controller, peer
      blackphos  darwin  by own darwin module  peer
      rosegold   darwin  by own darwin module  peer
      argentum   darwin  by own darwin module  peer
      stibnite   darwin  by own darwin module  peer

    "
  `);
});
