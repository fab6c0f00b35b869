/** When a secret has to be on the machine. */
export type NeededFor =
  /** Before the disk is partitioned, such as its passphrase. On NixOS, and only while it is installed. */
  | "partitioning"
  /** Before the system is activated, such as a key that the boot loader's installer reads. */
  | "activation"
  /** Before accounts are made, such as a person's password. */
  | "users"
  /** Before services start. */
  | "services";

/** A file that only the machine can read. It lies encrypted in the repository. */
export interface SecretVarsFile {
  /** @default true */
  readonly secret?: true;
  /** Whether machines get it; if not, only generators that depend on this one do. @default true */
  readonly deploy?: boolean;
  /** Name or id of the account that owns it. @default "root" */
  readonly owner?: string;
  /** Name or id of the group that owns it. @default "root" on NixOS, "wheel" on nix-darwin */
  readonly group?: string;
  /** Its permissions: `0400`, or `u=r,g=r`. @default "0400" */
  readonly mode?: string;
  /** @default "services" */
  readonly neededFor?: NeededFor;
  /** Systemd units that are restarted when it changes; NixOS only. @default - none */
  readonly restartUnits?: readonly string[];
}

/** A file that everybody can read: in the repository and in the Nix store, which knows no owners. */
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

/** The names of the files whose values settings may hold. */
export type PublicFileName<Files extends VarsFiles> = {
  [Name in keyof Files]: Files[Name] extends { readonly secret: false } ? Name : never;
}[keyof Files] &
  string;

/** Refuses properties that no file has, which an inferred type would let pass. */
export type KnownProperties<Files> = {
  readonly [Name in keyof Files]: {
    readonly [Property in keyof Files[Name]]: Property extends keyof SecretVarsFile
      ? Files[Name][Property]
      : never;
  };
};
