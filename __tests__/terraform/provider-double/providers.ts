import { join } from "node:path";
import type { Cloud } from "./hetzner/cloud";
import type { Provider, Surroundings } from "./provider";
import { ProviderError } from "./provider-error";
import { externalData } from "./resources/external-data";
import { hcloudFirewall } from "./resources/hcloud-firewall";
import { hcloudPrimaryIp } from "./resources/hcloud-primary-ip";
import { hcloudRdns } from "./resources/hcloud-rdns";
import { hcloudServer } from "./resources/hcloud-server";
import { hcloudSshKey } from "./resources/hcloud-ssh-key";
import { hcloudVolume } from "./resources/hcloud-volume";
import { localFile } from "./resources/local-file";
import { nullResource } from "./resources/null-resource";
import { tlsPrivateKey } from "./resources/tls-private-key";
import { readProviderSchema } from "./schema/schema";

const ROOT = join(__dirname, "../../..");
const SCHEMAS = {
  hcloud: readProviderSchema(join(ROOT, "packages/provider-hcloud/schema/hcloud.schema.json")),
  null: readSchema("null"),
  tls: readSchema("tls"),
  local: readSchema("local"),
  external: readSchema("external"),
};
const TOKEN_LENGTH = 64;

function readSchema(name: string) {
  return readProviderSchema(join(__dirname, "../schemas", `${name}.schema.json`));
}

function hcloudProvider(cloud: Cloud, surroundings: () => Surroundings): Provider {
  return {
    schema: SCHEMAS.hcloud,
    resources: {
      hcloud_firewall: hcloudFirewall(cloud),
      hcloud_primary_ip: hcloudPrimaryIp(cloud),
      hcloud_rdns: hcloudRdns(cloud),
      hcloud_server: hcloudServer(cloud),
      hcloud_ssh_key: hcloudSshKey(cloud),
      hcloud_volume: hcloudVolume(cloud),
    },
    dataSources: {},

    validate(config) {
      const { HCLOUD_TOKEN = "" } = surroundings().env;
      const token = config.isSet("token") ? config.string("token") : HCLOUD_TOKEN;
      if (token !== "" && token.length !== TOKEN_LENGTH) {
        throw new ProviderError(
          "entered token is invalid (must be exactly 64 characters long)",
          "",
          "token",
        );
      }
    },

    configure(config) {
      const { HCLOUD_TOKEN } = surroundings().env;
      if (config.isSet("token") || HCLOUD_TOKEN) return;
      throw new ProviderError("Missing Hetzner Cloud API token", "", "token");
    },
  };
}

/** Every provider a stack of ours names, by its address. */
export function createProviders(
  cloud: Cloud,
  surroundings: () => Surroundings,
): { readonly [address: string]: Provider } {
  return {
    "hetznercloud/hcloud": hcloudProvider(cloud, surroundings),
    "hashicorp/null": {
      schema: SCHEMAS.null,
      resources: { null_resource: nullResource },
      dataSources: {},
    },
    "hashicorp/tls": {
      schema: SCHEMAS.tls,
      resources: { tls_private_key: tlsPrivateKey },
      dataSources: {},
    },
    "hashicorp/local": {
      schema: SCHEMAS.local,
      resources: {
        local_file: localFile(surroundings, "0777"),
        local_sensitive_file: localFile(surroundings, "0700"),
      },
      dataSources: {},
    },
    "hashicorp/external": {
      schema: SCHEMAS.external,
      resources: {},
      dataSources: { external: externalData(surroundings) },
    },
  };
}
