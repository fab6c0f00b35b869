import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Cloud } from "./hetzner/cloud";
import type { Surroundings } from "./provider";
import { providerRpcs } from "./provider-rpcs";
import { createProviders } from "./providers";
import { serve } from "./wire/grpc";

/**
 * Stands in for the providers hcloud, null, tls, local and external: a real Terraform talks to it
 * over the plugin protocol instead of downloading them. It runs in this very process, so a test
 * shares `cloud` with it; for the same reason nothing may block this thread while Terraform runs.
 */
export interface ProviderDouble {
  /** The Hetzner Cloud project that the hcloud provider manages. */
  readonly cloud: Cloud;
  /** A folder of its own, removed by `stop`. */
  readonly directory: string;
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  /** Calls `run` with the providers acting as if they were started in these surroundings. */
  within<Result>(surroundings: Surroundings, run: () => Promise<Result>): Promise<Result>;
  stop(): void;
}

export async function startProviderDouble(): Promise<ProviderDouble> {
  let current: Surroundings | null = null;
  const cloud = new Cloud();
  const directory = mkdtempSync(join(tmpdir(), "providers-"));
  const providers = createProviders(cloud, () => {
    if (current === null) throw new Error("a provider was called although no Terraform runs");
    return current;
  });
  // Requests do not say which provider they are for: one socket each.
  const sockets = Object.keys(providers).map((_, index) => join(directory, `${index}.sock`));
  const servers = await Promise.all(
    Object.values(providers).map((provider, index) =>
      serve(providerRpcs(provider), sockets[index] ?? ""),
    ),
  );
  // Terraform kills the process it takes for the provider when the socket goes silent: this one can
  // be lost, and ends by itself when we do.
  const sentinel = spawn("cat", { stdio: ["pipe", "ignore", "ignore"] });
  const reattach = Object.keys(providers).map((address, index) => [
    address,
    {
      Protocol: "grpc",
      ProtocolVersion: 6,
      Pid: sentinel.pid,
      Test: true,
      Addr: { Network: "unix", String: sockets[index] },
    },
  ]);

  return {
    cloud,
    directory,
    reattach: JSON.stringify(Object.fromEntries(reattach)),

    async within(surroundings, run) {
      if (current !== null) throw new Error("one provider double serves one Terraform at a time");
      current = surroundings;
      try {
        return await run();
      } finally {
        current = null;
      }
    },

    stop() {
      for (const server of servers) server.forceShutdown();
      sentinel.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
