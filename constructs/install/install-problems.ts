import { Token } from "cdktf";
import type { Finding } from "../diagnostics/finding";
import { limitProblems } from "../terraform/time-limit";
import type { ClanInstallProps } from "./clan-install";

/** What is wrong with the installation of a machine. */
export function* installProblems({
  server,
  address,
  port,
  flake,
  limitMinutes,
}: ClanInstallProps): Iterable<Finding> {
  if (!Token.isUnresolved(address) && !/^[A-Za-z0-9_.:-]+$/.test(address)) {
    yield {
      code: "install-address-invalid",
      summary: "address of the installation is invalid",
      value: address,
      allowed: "an IPv4 or IPv6 address without brackets, a host name, or a reference to one",
      remedy: "remove the user and the port: the user is always root, and the port is `port`",
    };
  }
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    yield {
      code: "install-port-invalid",
      summary: "port of the installation is invalid",
      value: port,
      allowed: "a whole number from 1 to 65535",
      remedy: "set it to the port of sshd, or leave it out for 22",
    };
  }
  if (typeof server === "string" && server.trim() === "") {
    yield {
      code: "install-server-empty",
      summary: "server of the installation is empty",
      value: server,
      allowed: "the resource that creates it, or a string such as its serial number",
      remedy: "set it, so that a replaced server is installed again",
    };
  }
  yield* limitProblems(limitMinutes);
  yield* flakeFolderProblems(flake);
}

/** Reports a folder of the flake that is valid on one machine only. */
export function* flakeFolderProblems(flake: string | undefined): Iterable<Finding> {
  if (flake === undefined || isRelativePath(flake)) return;
  yield {
    code: "flake-folder-not-relative",
    summary: "folder of the flake is empty or absolute, so it is valid on one machine only",
    value: flake,
    allowed: "a path relative to the stack's folder",
    remedy: 'leave it out, or use a path such as "../../.."',
  };
}

/** Whether a path is relative. */
export function isRelativePath(path: string): boolean {
  return !/^($|[/\\~]|[A-Za-z]:)/.test(path);
}
