import {
  DarwinService,
  type DarwinServiceName,
  type Fleet,
  type ZerotierNetwork,
} from "../../../constructs";
import type { GeneratedFile } from "../generated-file";
import { zerotierAddressesFile } from "../zerotier/addresses";
import { zerotierHostsFile } from "../zerotier/hosts";
import { zerotierNetworkFile } from "../zerotier/network";
import { sshdDarwinFiles } from "./sshd-darwin";
import { usersDarwinFiles } from "./users-darwin";
import { zerotierDarwinFiles } from "./zerotier-darwin";

const FILES: { readonly [name in DarwinServiceName]: (fleet: Fleet) => readonly GeneratedFile[] } =
  {
    "sshd-darwin": sshdDarwinFiles,
    "users-darwin": usersDarwinFiles,
    "zerotier-darwin": zerotierDarwinFiles,
  };

/** The services of the fleet's own that it has instances of, and what they refer to. */
export function ownServiceFiles(fleet: Fleet): readonly GeneratedFile[] {
  const names = fleet.services.flatMap((service) =>
    DarwinService.isDarwinService(service) && !service.isVacant ? [service.module.name] : [],
  );
  const networks = fleet.elementsOf<ZerotierNetwork>("network");
  return [
    ...[...new Set(names)].flatMap((name) => FILES[name](fleet)),
    ...networks.flatMap(({ name, controller }) => [
      zerotierNetworkFile(name, controller?.name ?? ""),
      zerotierAddressesFile(name),
      zerotierHostsFile(),
    ]),
  ];
}
