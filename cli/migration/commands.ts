import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Machine } from "../../constructs";
import { ownSshPort } from "../../nix-modules/files/justfile/own-ssh-port";

/** The result of a command. */
export interface Ran {
  /** Undefined if it did not start, or was stopped. */
  readonly code: number | undefined;
  readonly output: string;
  readonly error: string;
  /** Whether it was stopped because of the timeout. */
  readonly isLate: boolean;
  readonly seconds: number;
}

interface Options {
  /** The working folder on this computer. */
  readonly folder: string;
  /** Timeout in seconds. */
  readonly timeout: number;
  /** The machine, for `$MACHINE`. @default - none */
  readonly machine?: Machine;
}

const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs POSIX shell commands on this computer. */
export function runHere(commands: string, options: Options): Promise<Ran> {
  return run("sh", ["-c", commands], "", options);
}

/**
 * Runs POSIX shell commands on a machine over ssh, at its clan address. They are sent through standard input, because
 * the login shell, which would interpret an argument, may not be a POSIX shell.
 */
export function runOn(machine: Machine, commands: string, options: Options): Promise<Ran> {
  const { name } = machine;
  const [destination = "", query = ""] = (machine.targetHost ?? addressByName(machine)).split("?");
  const chosen = query.split("&").filter((option) => option !== "");
  const args = ["BatchMode=yes", "ConnectTimeout=10", ...chosen].flatMap((option) => [
    "-o",
    option,
  ]);
  const input = `MACHINE=${name}\nexport MACHINE\n{\n${commands}\n} </dev/null\n`;
  return run("ssh", [...args, `ssh://${destination}`, "sh"], input, { ...options, machine });
}

/** The name in the host certificate of a machine, with the port of its sshd. */
function addressByName(machine: Machine): string {
  const port = ownSshPort(machine);
  const address = `root@${machine.name}.${machine.fleet.domain}`;
  return port === undefined ? address : `${address}:${port}`;
}

function run(
  program: string,
  args: readonly string[],
  input: string,
  { folder, timeout, machine }: Options,
): Promise<Ran> {
  return new Promise((resolve) => {
    const start = performance.now();
    // Set before the command starts: the terminal's signals do not reach its process group.
    const end = (signal: NodeJS.Signals) => {
      stop();
      process.exit(128 + constants.signals[signal]);
    };
    for (const signal of ENDING) process.once(signal, end);
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, MACHINE: machine?.name ?? "" },
      // A separate process group, so that the timeout also stops child processes.
      detached: true,
    });
    const printed = { output: "", error: "" };
    let isLate = false;
    const stop = () => {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    };
    const timer = setTimeout(() => {
      isLate = true;
      stop();
    }, timeout * 1000);
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
    child.stdout.setEncoding("utf8").on("data", (text) => {
      printed.output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      printed.error += text;
    });
    child.on("error", (error) => {
      printed.error += error.message;
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      for (const signal of ENDING) process.off(signal, end);
      const seconds = (performance.now() - start) / 1000;
      resolve({ code: code ?? undefined, isLate, seconds, ...printed });
    });
  });
}

/** The text as one line, shortened. */
export function oneLine(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
