import { nix } from "@nix-fleet/nix-language";
import {
  DarwinService,
  type DarwinServiceName,
  type Fleet,
  type ZerotierNetwork,
} from "../../constructs";
import { type StaticPath, staticFile } from "../static";
import { flakeModule, type GeneratedFile } from "./generated-file";

const FILES: { readonly [name in DarwinServiceName]: readonly StaticPath[] } = {
  "sshd-darwin": [
    "clan/services/sshd-darwin.nix",
    "clan/services/sshd-darwin/authority.nix",
    "clan/services/sshd-darwin/client.nix",
    "clan/services/sshd-darwin/host-key.nix",
    "clan/services/sshd-darwin/server.nix",
  ],
  "users-darwin": ["clan/services/users-darwin.nix"],
  "zerotier-darwin": ["clan/services/zerotier-darwin.nix"],
};

/** The library's own services of which the fleet has instances, and the files that they use. */
export function ownServiceFiles(fleet: Fleet): readonly GeneratedFile[] {
  const names = fleet.services.flatMap((service) =>
    DarwinService.isDarwinService(service) && !service.isVacant ? [service.module.name] : [],
  );
  return [
    ...[...new Set(names)].flatMap((name) => FILES[name]).map(staticFile),
    ...fleet
      .elementsOf<ZerotierNetwork>("network")
      .flatMap((network) => zerotierFiles(fleet, network)),
  ];
}

/** The names and addresses of the machines in a network. */
function zerotierFiles(fleet: Fleet, { name }: ZerotierNetwork): readonly GeneratedFile[] {
  const services = fleet.services.filter(
    (service) =>
      service.name === name ||
      (DarwinService.isDarwinService(service) && service.replaces === name),
  );
  const machines = services.flatMap(({ roles }) => roles.flatMap((role) => role.allMachines));
  const members = [...new Set(machines.map((machine) => machine.name))].sort();
  return [
    staticFile("clan/zerotier/addresses.nix"),
    staticFile("clan/zerotier/hosts.nix"),
    flakeModule(
      "clan/zerotier/instance.nix",
      nix.entry(["flake", "meta", "zerotier"], { instance: name, members }),
    ),
    staticFile("clan/zerotier/network.nix"),
  ];
}
