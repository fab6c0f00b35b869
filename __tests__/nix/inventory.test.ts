import { expect, it } from "vitest";
import type { Role } from "../../constructs";
import { describeWithTools } from "../support/tools";
import { committedFleet, NIX_CONFIG } from "./support/committed-fleet";
import { type InstanceRole, inventoryOf, schemaErrors } from "./support/inventory";

describeWithTools(["nix-instantiate"], "the inventory of nix-config", () => {
  const { fleet } = committedFleet();

  it("is valid for clan-core", () => {
    expect(schemaErrors(inventoryOf(NIX_CONFIG))).toEqual([]);
  });

  it("names the fleet", () => {
    const { name, domain, description } = fleet;
    expect(inventoryOf(NIX_CONFIG).meta).toEqual({ name, domain, description });
  });

  it("has every machine with its class, tags and address", () => {
    const machines = fleet.machines.map(({ name, machineClass, description, tags, targetHost }) => [
      name,
      {
        machineClass,
        ...(description !== undefined && { description }),
        ...(tags.length > 0 && { tags: tags.map((tag) => tag.name) }),
        ...(targetHost !== undefined && { deploy: { targetHost } }),
      },
    ]);
    expect(inventoryOf(NIX_CONFIG).machines).toEqual(Object.fromEntries(machines));
  });

  it("has every service with its module and the members of each role", () => {
    const services = fleet.services
      .filter(({ isVacant }) => !isVacant)
      .map(({ name, module, roles }) => [
        name,
        { module, roles: Object.fromEntries(roles.map((role) => [role.name, members(role)])) },
      ]);
    const defined = Object.entries(inventoryOf(NIX_CONFIG).instances).map(
      ([name, { module, roles }]) => [
        name,
        { module, roles: Object.fromEntries(Object.entries(roles).map(definedMembers)) },
      ],
    );
    expect(Object.fromEntries(defined)).toEqual(Object.fromEntries(services));
  });
});

function members({ machines, tags }: Role) {
  return { machines: names([...machines.keys()]), tags: names([...tags.keys()]) };
}

/** Tags are a list, or a set if some have settings. */
function definedMembers([name, { machines = {}, tags = [] }]: [string, InstanceRole]) {
  const tagNames = Array.isArray(tags) ? tags : Object.keys(tags);
  return [name, { machines: Object.keys(machines).sort(), tags: tagNames.sort() }];
}

function names(named: readonly { readonly name: string }[]): readonly string[] {
  return named.map(({ name }) => name).sort();
}
