import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithCheckouts } from "../../nix/support/checkouts";
import { evaluate } from "../../nix/support/evaluate";
import { REPOSITORY } from "../../support/run-fleet";

const FILE = join(REPOSITORY, "nix-modules/static/modules/nixos/expected-ports.nix");
const EXPECTED = {
  file: "firewall.nix",
  options: { expectedPorts: { ssh: { tcp: [22] }, games: { udp: [6000, 6001, 6002] } } },
};

interface Opening {
  readonly file: string;
  readonly options: object;
}

describeWithCheckouts(["nixpkgs-lib/lib"], "a firewall with expected ports", (checkouts) => {
  function messages(...openings: readonly Opening[]): readonly string[] {
    const modules = [EXPECTED, ...openings];
    return evaluate("expected-ports.nix", { checkouts, file: FILE, modules });
  }

  it("accepts modules that open these ports, and opens no ports itself", () => {
    const range = { allowedUDPPortRanges: [{ from: 6000, to: 6002 }] };
    expect(messages()).toEqual([]);
    expect(messages({ file: "ssh.nix", options: { allowedTCPPorts: [22] } })).toEqual([]);
    expect(messages({ file: "games.nix", options: range })).toEqual([]);
  });

  it.each([
    [{ allowedTCPPorts: [22, 443] }, "TCP 443 (other.nix)"],
    [{ allowedUDPPorts: [22] }, "UDP 22 (other.nix)"],
    [{ allowedUDPPortRanges: [{ from: 6000, to: 6003 }] }, "UDP 6000 to 6003 (other.nix)"],
    [{ allowedTCPPortRanges: [{ from: 22, to: 23 }] }, "TCP 22 to 23 (other.nix)"],
  ])("reports the module that opens another port: %j", (options, says) => {
    const [message, ...others] = messages({ file: "other.nix", options });
    expect(others).toEqual([]);
    expect(message?.split("\n").map((line) => line.trim())).toContain(says);
  });

  it("accepts ports that another module lists", () => {
    const options = { allowedTCPPorts: [443], expectedPorts: { https: { tcp: [443] } } };
    expect(messages({ file: "web.nix", options })).toEqual([]);
  });
});
