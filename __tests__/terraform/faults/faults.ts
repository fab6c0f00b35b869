import type { StandIns } from "../../support/stand-ins";
import { ApiError } from "../provider-double/hetzner/api-error";
import type { ProviderDouble } from "../provider-double/provider-double";
import type { Terraform } from "../support/terraform";

export interface Scene {
  readonly world: ProviderDouble;
  readonly standIns: StandIns;
  readonly terraform: Terraform;
}

/** A fault in the life of a server, and what is done about it before the next apply. */
export interface Fault {
  readonly title: string;
  /** Whether the server is installed already when it happens. @default false */
  readonly isInstalled?: boolean;
  readonly happens: (scene: Scene) => unknown;
  /** Ends Terraform, alone, while clan installs. @default - it is left to itself */
  readonly signal?: NodeJS.Signals;
  /** What a person does then; in words for the table. @default - nothing, the cause is gone */
  readonly remedy?: { readonly words: string; readonly done: (scene: Scene) => Promise<unknown> };
}

export const FRESH = "printf 'ID=debian\\nPRETTY_NAME=Debian\\nHOST_NAME=cinnabar\\n'";
export const LIVING = "printf 'ID=nixos\\nHOST_NAME=cinnabar\\n'";
const SERVER = "hcloud_server.cinnabar";

const ssh = (body: string) => (scene: Scene) => scene.standIns.add("ssh", body);
const fails = (words: string) => ssh(`echo "${words}" >&2; exit 255`);
const api = (request: string | RegExp, code: string) => (scene: Scene) =>
  scene.world.cloud.failNext(request, new ApiError(code, "injected error"));
const run =
  (...words: [string, ...string[]]) =>
  ({ terraform }: Scene) =>
    terraform.run(...words);
const untaint = {
  words: "`terraform untaint hcloud_server.cinnabar`, as `fleet doctor` prints it",
  done: run("untaint", SERVER),
};

/** The body of a clan that reads secrets, and installs by these commands. */
export function clan(install: string): string {
  return `if [ "$1" = secrets ]; then printf %s ${"t".repeat(64)}; exit; fi\n${install}`;
}

export const FAULTS: readonly Fault[] = [
  { title: "none", happens: () => {} },
  { title: "Hetzner has no capacity", happens: api("POST /servers", "resource_unavailable") },
  { title: "the API limits the rate", happens: api("POST /servers", "rate_limit_exceeded") },
  { title: "the API refuses the key", happens: api("POST /ssh_keys", "invalid_input") },
  {
    title: "the server is tainted, as by a failed action or Ctrl-C",
    isInstalled: true,
    happens: run("taint", SERVER),
    remedy: untaint,
  },
  {
    title: "the reply to the creation is lost",
    isInstalled: true,
    happens: run("state", "rm", SERVER),
    remedy: {
      words: "`terraform import`, as `fleet doctor` prints it",
      done: ({ terraform, world }) =>
        terraform.run("import", SERVER, String(world.cloud.servers.named("cinnabar").id)),
    },
  },
  {
    title: "the server is deleted in the console",
    isInstalled: true,
    happens: ({ world, standIns }) => {
      world.cloud.servers.remove("cinnabar");
      standIns.add("ssh", FRESH);
    },
  },
  {
    title: "the connection is refused",
    happens: fails("ssh: connect to host: Connection refused"),
  },
  {
    title: "a firewall drops port 22",
    happens: fails("ssh: connect to host: Connection timed out"),
  },
  {
    title: "the server is not reachable",
    happens: fails("ssh: connect to host: No route to host"),
  },
  { title: "the address does not resolve", happens: fails("ssh: Could not resolve hostname") },
  { title: "cloud-init did not place the key", happens: fails("Permission denied (publickey).") },
  { title: "the agent offers too many keys", happens: fails("Too many authentication failures") },
  { title: "the key file is readable by others", happens: fails("UNPROTECTED PRIVATE KEY FILE!") },
  {
    title: "the key file is missing",
    happens: fails("Warning: Identity file x not accessible: no"),
  },
  { title: "ssh's configuration has an error", happens: fails("x: Bad configuration option: y") },
  { title: "the host key changes", happens: fails("Host key verification failed.") },
  {
    title: "ssh disconnects",
    happens: fails("kex_exchange_identification: read: Connection reset"),
  },
  {
    title: "NixOS with the same name already runs",
    happens: ssh(LIVING),
  },
  {
    title: "NixOS with another name runs",
    happens: ssh("printf 'ID=nixos\\nHOST_NAME=stibnite\\n'"),
  },
  {
    title: "an interrupted install left the installer",
    happens: ssh("printf 'ID=nixos\\nVARIANT_ID=installer\\nHOST_NAME=nixos\\n'"),
  },
  {
    title: "another computer is installing it",
    happens: ssh(`${FRESH}; echo CLAIMED=laptop`),
  },
  {
    title: "clan fails",
    happens: ({ standIns }) => standIns.add("clan", clan("echo 'error: build failed' >&2; exit 1")),
  },
  {
    title: "clan is killed",
    happens: ({ standIns }) => standIns.add("clan", clan("kill -9 $$")),
  },
  {
    title: "clan cannot read the token",
    happens: ({ standIns }) => standIns.add("clan", "echo 'no such secret' >&2; exit 1"),
  },
  ...(["SIGINT", "SIGTERM", "SIGKILL"] as const).map((signal) => ({
    title: `Terraform gets ${signal} while clan installs`,
    happens: ({ standIns, world }: Scene) =>
      standIns.add("clan", clan(`echo > ${world.directory}/installing; sleep 8`)),
    signal,
  })),
  {
    title: "the install is tainted, and the server runs",
    isInstalled: true,
    happens: run("taint", "null_resource.install-cinnabar"),
  },
  {
    title: "another server is imported instead",
    isInstalled: true,
    happens: async ({ terraform, world, standIns }) => {
      await terraform.run("state", "rm", SERVER, "null_resource.install-cinnabar");
      const { id } = world.cloud.servers.named("cinnabar");
      await terraform.run("import", SERVER, String(id));
      standIns.add("ssh", FRESH);
    },
  },
];
