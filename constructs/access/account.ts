import { NixExpression } from "@nix-fleet/nix-language";
import type { Machine } from "../machine/machine";
import { decided, inForce } from "./definitions";
import { type KnownOptions, knownOptions } from "./known-options";

const PASSWORDS = [
  "hashedPassword",
  "hashedPasswordFile",
  "password",
  "passwordFile",
  "initialPassword",
  "initialHashedPassword",
];

/** Hashes with which nobody can log in over ssh or use sudo. */
const NO_PASSWORD: readonly unknown[] = [null, "", "!", "!!", "*"];

const GROUP_MEMBERS = /^users\.groups\.(.+)\.members$/;

/** An account of a machine, as far as the fleet knows it. */
export class Account {
  private readonly options: KnownOptions;

  constructor(
    machine: Machine,
    readonly name: string,
  ) {
    this.options = knownOptions(machine);
  }

  get isRoot(): boolean {
    return this.name === "root" || this.options.isSetTo(this.option("uid"), 0);
  }

  /** Whether the fleet declares it. */
  get exists(): boolean {
    if (this.options.isSetTo(this.option("enable"), false)) return false;
    return this.isRoot || this.options.definedBelow(this.option()).length > 0;
  }

  /** Why its shell certainly lets nobody in. */
  get shellRefusal(): string | undefined {
    const { options } = this;
    const [shell] = inForce(options.definitionsOf(this.option("shell")));
    if (shell?.isCertain && isNoShell(shell.value)) return `its shell is ${pathText(shell.value)}`;
    const hasShell = ["shell", "useDefaultShell"].some(
      (name) => options.definitionsOf(this.option(name)).length > 0,
    );
    // The default of system accounts is nologin.
    if (hasShell || !options.isSetTo(this.option("isSystemUser"), true)) return undefined;
    return "it is a system account without a shell";
  }

  /** Whether it may have a password. */
  get mayHavePassword(): boolean {
    return PASSWORDS.some((option) =>
      inForce(this.options.definitionsOf(this.option(option))).some(
        ({ value }) => !NO_PASSWORD.includes(value),
      ),
    );
  }

  /** Its groups; undefined if only the machine knows them. */
  get groups(): readonly string[] | undefined {
    const primary = this.primaryGroup();
    const extra = textsIn(decided(this.options.definitionsOf(this.option("extraGroups"))));
    const member = this.options.definedBelow("users.groups").flatMap((option) => {
      const [, group] = GROUP_MEMBERS.exec(option) ?? [];
      if (group === undefined) return [];
      const members = textsIn(decided(this.options.definitionsOf(option)));
      return members === undefined || members.includes(this.name) ? [{ group, members }] : [];
    });
    if (primary === undefined || extra === undefined) return undefined;
    if (member.some(({ members }) => members === undefined)) return undefined;
    return [...primary, ...extra, ...member.map(({ group }) => group)];
  }

  private primaryGroup(): readonly string[] | undefined {
    const given = this.options.definitionsOf(this.option("group"));
    if (given.length > 0) return textsIn(decided(given));
    if (this.name === "root") return ["root"];
    // The default of NixOS.
    return this.options.isSetTo(this.option("isNormalUser"), true) ? ["users"] : undefined;
  }

  private option(...names: readonly string[]): string {
    return ["users.users", this.name, ...names].join(".");
  }
}

function isNoShell(shell: unknown): boolean {
  return /\/(nologin|false)$/.test(pathText(shell));
}

/** The path of a program; a package in it, as in `"${pkgs.shadow}/bin/nologin"`, is left out. */
function pathText(path: unknown): string {
  if (typeof path === "string") return path;
  if (!NixExpression.isNixExpression(path) || path.node.kind !== "string") return "";
  return path.node.parts.filter((part) => typeof part === "string").join("");
}

function textsIn(values: readonly unknown[] | undefined): readonly string[] | undefined {
  const texts = values?.flat();
  return texts?.every((text) => typeof text === "string") ? texts : undefined;
}
