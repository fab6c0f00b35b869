import {
  type RoleName,
  roleNames,
  type ServiceName,
  service,
  serviceNames,
} from "@nix-fleet/clan-services";
import { describe, expect, it } from "vitest";
import clanServices from "../../../packages/clan-services/schema/services.schema.json";

const roles = serviceNames.flatMap((name) =>
  Object.entries(service(name).roles).map(([role, facts]) => ({ name, role, ...facts })),
);

describe("service", () => {
  it("has every service and role of clan-core", () => {
    expect(serviceNames).toEqual(Object.keys(clanServices));
    for (const name of serviceNames) {
      expect(roleNames(name)).toEqual(Object.keys(clanServices[name].roles));
    }
  });

  it("limits the machines of a role where clan-core does", () => {
    const limited = roles.filter(({ min, max }) => min > 0 || max < Infinity);
    expect(limited).toMatchObject([
      { name: "zerotier", role: "controller", min: 1, max: 1 },
      { name: "zerotier", role: "moon", min: 0, max: 4 },
    ]);
  });

  it("allows darwin only for roles that have an effect there", () => {
    const onDarwin = roles.filter(({ classes }) => classes.includes("darwin"));
    expect(onDarwin.map(({ name, role }) => `${name}.${role}`)).toEqual([
      "importer.default",
      "internet.default",
      "wireguard.controller",
      "wireguard.peer",
    ]);
  });

  it("explains why a role has no effect on any machine", () => {
    const removed = roles.filter(({ classes }) => classes.length === 0);
    expect(removed.map(({ name, role }) => `${name}.${role}`)).toEqual([
      "data-mesher.admin",
      "data-mesher.peer",
      "data-mesher.signer",
    ]);
    for (const { note } of removed) {
      expect(note).toBe("removed in data-mesher 2: use the role default");
    }
  });

  it("throws for an unknown service", () => {
    expect(() => roleNames("sshdd" as ServiceName)).toThrow("did you mean sshd?");
    expect(() => service("toString" as ServiceName)).toThrow("toString is not a service");
  });

  it("lists roles with the type of the service", () => {
    const names: readonly RoleName<"sshd">[] = roleNames("sshd");
    expect(names).toEqual(["client", "server"]);
  });
});
