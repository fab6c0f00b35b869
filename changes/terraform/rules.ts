/** Rules of a resource type that its schema does not contain. */
export interface ResourceRules {
  /** Attributes whose change replaces the resource. */
  readonly replaces: readonly string[];
  /** Default values of attributes that the configuration omits. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** Computed attributes: they do not change if the configuration omits them. */
  readonly stays?: readonly string[];
  /** Side effects of attribute changes that do not replace the resource. */
  readonly effects?: Readonly<Record<string, string>>;
  /** What is lost with the resource; absent if the resource can be created again without loss. */
  readonly holds?: string;
}

const UNPROTECTED = { delete_protection: false };

/**
 * Resource types by name.
 *
 * Sources, read 2026-11: `ForceNew`, `RequiresReplace` and `Default` in the source of
 * hetznercloud/terraform-provider-hcloud (2026-08-17, after 1.68), and of hashicorp's null (3.3), local (2.9)
 * and tls (4.2). `terraform_data` is built into Terraform: its documentation says that `triggers_replace`
 * replaces it. A test compares the table with the provider double.
 */
export const RESOURCE_RULES: Readonly<Record<string, ResourceRules>> = {
  hcloud_server: {
    replaces: ["image", "location", "ssh_keys", "user_data"],
    defaults: {
      ...UNPROTECTED,
      backups: false,
      ignore_remote_firewall_ids: false,
      keep_disk: false,
      rebuild_protection: false,
      shutdown_before_deletion: false,
    },
    stays: ["firewall_ids", "location", "network", "public_net"],
    effects: {
      public_net: "powers the server off and on",
      server_type: "powers the server off, and on again if the change succeeds",
    },
    holds: "the server's disk, with the system and its data",
  },
  hcloud_volume: {
    replaces: ["location"],
    defaults: { ...UNPROTECTED, automount: false },
    stays: ["location", "server_id"],
    holds: "the data on the volume",
  },
  hcloud_primary_ip: {
    replaces: ["type", "location"],
    defaults: { ...UNPROTECTED, auto_delete: false },
    holds: "the address, which Hetzner may assign to somebody else",
  },
  hcloud_floating_ip: {
    replaces: ["type", "home_location"],
    defaults: UNPROTECTED,
    holds: "the address, which Hetzner may assign to somebody else",
  },
  hcloud_snapshot: { replaces: ["server_id"], holds: "the snapshot" },
  hcloud_storage_box: {
    replaces: ["location", "ssh_keys"],
    defaults: UNPROTECTED,
    holds: "the data in the storage box",
  },
  hcloud_zone: {
    replaces: ["name", "mode"],
    defaults: UNPROTECTED,
    holds: "the zone with its records",
  },
  hcloud_firewall: { replaces: [] },
  hcloud_firewall_attachment: { replaces: ["firewall_id"] },
  hcloud_floating_ip_assignment: { replaces: ["floating_ip_id"] },
  hcloud_load_balancer: {
    replaces: ["location", "network_zone"],
    defaults: UNPROTECTED,
    holds: "its address, which somebody else may get",
  },
  hcloud_load_balancer_network: {
    replaces: ["load_balancer_id", "network_id", "subnet_id", "ip"],
  },
  hcloud_load_balancer_service: { replaces: ["load_balancer_id", "protocol", "listen_port"] },
  hcloud_load_balancer_target: {
    replaces: ["load_balancer_id", "server_id", "label_selector", "ip"],
  },
  hcloud_managed_certificate: { replaces: ["domain_names"] },
  hcloud_network: {
    replaces: ["ip_range"],
    defaults: UNPROTECTED,
    holds: "the private addresses of the servers in it",
  },
  hcloud_network_route: { replaces: ["network_id", "destination", "gateway"] },
  hcloud_network_subnet: {
    replaces: ["network_id", "type", "network_zone", "ip_range", "vswitch_id"],
  },
  hcloud_rdns: {
    replaces: ["server_id", "primary_ip_id", "floating_ip_id", "load_balancer_id", "ip_address"],
  },
  hcloud_server_network: { replaces: ["server_id", "network_id", "subnet_id", "ip"] },
  hcloud_ssh_key: { replaces: ["public_key"] },
  hcloud_uploaded_certificate: { replaces: ["private_key", "certificate"] },
  hcloud_volume_attachment: { replaces: ["volume_id", "server_id"] },
  local_file: {
    replaces: [
      "content",
      "content_base64",
      "directory_permission",
      "file_permission",
      "filename",
      "sensitive_content",
      "source",
    ],
    defaults: { directory_permission: "0777", file_permission: "0777" },
  },
  local_sensitive_file: {
    replaces: [
      "content",
      "content_base64",
      "directory_permission",
      "file_permission",
      "filename",
      "source",
    ],
    defaults: { directory_permission: "0700", file_permission: "0700" },
  },
  null_resource: { replaces: ["triggers"] },
  terraform_data: { replaces: ["triggers_replace"] },
  tls_private_key: {
    replaces: ["algorithm", "ecdsa_curve", "rsa_bits"],
    defaults: { ecdsa_curve: "P224", rsa_bits: 2048 },
  },
};
