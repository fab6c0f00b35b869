import type { Attributes } from "../attributes";
import { ApiError } from "../hetzner/api-error";
import type { Cloud, Firewall } from "../hetzner/cloud";
import type { ManagedResource } from "../provider";
import { ProviderError } from "../provider-error";
import { isEqual, type ObjectValue, type Value } from "../values";
import { checkCidr } from "./cidr";
import { cloudObject, commonFields, refuseUnsupported, validateLabels } from "./cloud-object";

const DIRECTIONS = ["", "in", "out"];
const PROTOCOLS = ["", "icmp", "tcp", "udp", "esp", "gre"];

function validateRule(rule: Attributes): void {
  const direction = rule.string("direction");
  const protocol = rule.string("protocol");
  if (!DIRECTIONS.includes(direction)) {
    throw new ProviderError(`${direction} is not a valid direction`, "", "rule");
  }
  if (!PROTOCOLS.includes(protocol)) {
    throw new ProviderError(`${protocol} is not a valid protocol`, "", "rule");
  }
  for (const cidr of [...rule.strings("source_ips"), ...rule.strings("destination_ips")]) {
    checkCidr(cidr);
  }
}

/** The rules, unless the API refuses them: it alone does, so not before the apply. */
function acceptedRules(planned: Attributes): Value[] {
  for (const rule of planned.blocks("rule")) {
    const hasPorts = ["tcp", "udp"].includes(rule.string("protocol"));
    if (hasPorts !== (rule.string("port") !== "")) {
      throw new ApiError("invalid_input", "invalid input in field 'port': for tcp and udp only");
    }
    const addresses = rule.string("direction") === "in" ? "source_ips" : "destination_ips";
    if (rule.list(addresses).length === 0) {
      throw new ApiError("invalid_input", `invalid input in field '${addresses}': is empty`);
    }
  }
  return planned.list("rule");
}

/** Acted out without `apply_to` in the configuration: servers name their firewalls. */
export function hcloudFirewall({ firewalls, servers }: Cloud): ManagedResource {
  function stateOf({ id, name, labels, rules }: Firewall): ObjectValue {
    const protectedServers = servers.all().filter(({ firewallIds }) => firewallIds.includes(id));
    const applyTo = protectedServers.map((server) => ({ server: server.id, label_selector: "" }));
    return { id: String(id), name, labels, rule: rules, apply_to: applyTo };
  }
  const common = cloudObject(firewalls, stateOf);

  return {
    ...common,
    replaceOn: [],
    legacy: true,

    validate(config) {
      validateLabels(config);
      config.blocks("rule").forEach(validateRule);
    },

    // The provider suppresses a difference in apply_to if the configuration does not speak of it.
    plan(planned, prior) {
      refuseUnsupported(planned, ["apply_to"]);
      return { ...planned.values, apply_to: prior?.list("apply_to") ?? [] };
    },

    async create(planned) {
      const rules = acceptedRules(planned);
      return stateOf(await firewalls.create((id) => ({ ...commonFields(id, planned), rules })));
    },

    async update(planned, prior) {
      const firewall = await firewalls.require(planned.string("id"));
      if (!isEqual(planned.get("rule"), prior.get("rule"))) {
        await firewalls.act(firewall, "set_rules");
        firewall.rules = acceptedRules(planned);
      }
      await firewalls.update(firewall, planned.string("name"), planned.stringMap("labels"));
      return stateOf(firewall);
    },

    async delete(state) {
      const id = state.string("id");
      for (const server of servers.all()) {
        server.firewallIds = server.firewallIds.filter((firewallId) => String(firewallId) !== id);
      }
      await common.delete(state);
    },
  };
}
