/** When a secret must be on the machine. */
export type NeededFor =
  /** Before the disk is partitioned, such as its passphrase. Only on NixOS, during the installation. */
  | "partitioning"
  /** Before the activation of the system, such as a key for the boot loader's installer. */
  | "activation"
  /** Before accounts are created, such as the password of a user. */
  | "users"
  /** Before services start. */
  | "services";

/** A file that only the machine can decrypt. The repository has the encrypted file. */
export interface SecretVarsFile {
  /** @default true */
  readonly secret?: true;
  /** Whether it is deployed to machines; otherwise only dependent generators can read it. @default true */
  readonly deploy?: boolean;
  /** Name or id of the owner. @default "root" */
  readonly owner?: string;
  /** Name or id of the group. @default "root" on NixOS, "wheel" on nix-darwin */
  readonly group?: string;
  /** File mode: `0400`, or `u=r,g=r`. @default "0400" */
  readonly mode?: string;
  /** @default "services" */
  readonly neededFor?: NeededFor;
  /** Systemd units to restart when it changes; NixOS only. @default - none */
  readonly restartUnits?: readonly string[];
}

/** A public file, in plain text in the repository and in the Nix store. */
export interface PublicVarsFile {
  readonly secret: false;
  readonly deploy?: boolean;
  readonly owner?: never;
  readonly group?: never;
  readonly mode?: never;
  /** @default "services" */
  readonly neededFor?: NeededFor;
  readonly restartUnits?: never;
}

export type VarsFile = SecretVarsFile | PublicVarsFile;

/** The files of a generator by name. */
export interface VarsFiles {
  readonly [name: string]: VarsFile;
}

/** The names of files with values that settings can use. */
export type PublicFileName<Files extends VarsFiles> = {
  [Name in keyof Files]: Files[Name] extends { readonly secret: false } ? Name : never;
}[keyof Files] &
  string;

/** Rejects unknown properties, which an inferred type would accept. */
export type KnownProperties<Files> = {
  readonly [Name in keyof Files]: {
    readonly [Property in keyof Files[Name]]: Property extends keyof SecretVarsFile
      ? Files[Name][Property]
      : never;
  };
};
