import { expect, it } from "vitest";
import { Fleet, NixosMachine } from "../../../constructs";
import { parseSshAddress } from "../../../constructs/machine/ssh-address";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

it.each([
  ["example.com", { host: "example.com", options: {} }],
  ["user@example.com:22", { user: "user", host: "example.com", port: 22, options: {} }],
  ["[fe80::1%eth0]:222", { host: "fe80::1%eth0", port: 222, options: {} }],
  ["example.com?", { host: "example.com", options: {} }],
  [
    "root@storage01.i?ProxyJump=tunnel@web01.example.org&IdentityFile=/key",
    {
      user: "root",
      host: "storage01.i",
      options: { ProxyJump: "tunnel@web01.example.org", IdentityFile: "/key" },
    },
  ],
])("parses the ssh address %s like clan", (text, address) => {
  expect(parseSshAddress(text)).toEqual(address);
});

it.each(["foo@bar@wat", "foo@:2222", "user@fe80::1%eth0", "example.com?foo", "h:0", "h:99999"])(
  "refuses the ssh address %s like clan",
  (text) => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    new NixosMachine(fleet, "eva", { stateVersion: "25.11", targetHost: text });
    new NixosMachine(fleet, "eve", { stateVersion: "25.11", buildHost: text });
    expect(issuesOf(app).map(({ path, code }) => [path, code])).toEqual([
      ["infra/machine:eva", "ssh-address-invalid"],
      ["infra/machine:eve", "ssh-address-invalid"],
    ]);
  },
);

it("writes the deployment props of a machine to the inventory", () => {
  const app = testApp();
  new NixosMachine(new Fleet(app, "infra"), "eva", {
    stateVersion: "25.11",
    targetHost: "root@eva.i?ProxyJump=gate",
    buildHost: "root@eve.i",
    forwardAgent: true,
  });
  const { files } = nixSide(app);
  const inventory = files.find(({ path }) => path === "modules/clan/inventory/machines.nix");
  expect(inventory?.text).toContain(`      deploy = {
        buildHost = "root@eve.i";
        forwardAgent = true;
        targetHost = "root@eva.i?ProxyJump=gate";
      };`);
});
