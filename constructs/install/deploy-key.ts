import { LocalProvider } from "@cdktf/provider-local/lib/provider";
import { SensitiveFile } from "@cdktf/provider-local/lib/sensitive-file";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import type { TerraformStack } from "cdktf";
import { brand, hasBrand } from "../brand";
import { addCheck } from "../diagnostics/check";
import type { Finding } from "../diagnostics/finding";
import { required, text } from "../props/kinds";
import { type KindsOf, propFindings, readProps, shapeOf } from "../props/read-props";
import { shorten } from "../secrets";
import { publicKeyProblem } from "../ssh-public-key";
import { ensureProvider } from "../terraform/ensure-provider";
import { expression } from "../terraform/expression";
import { hclText } from "../terraform/hcl";
import { setLifecycle } from "../terraform/lifecycle";
import { literal } from "../terraform/literal";
import { shellWord } from "../terraform/shell";
import { isRelativePath } from "./install-problems";

export interface DeployKeyProps {
  /**
   * Name of the key at Hetzner, unique in the project.
   *
   * @default "<first machine of the stack>-terraform-deploy"
   */
  readonly name?: string;
  /** Logical id of the `hcloud_ssh_key`. @default "terraform" */
  readonly logicalId?: string;
}

export interface GeneratedDeployKeyProps extends DeployKeyProps {
  /** Logical id of the `tls_private_key`. @default "ssh_deploy_key" */
  readonly keyLogicalId?: string;
  /** Logical id of the `local_sensitive_file`. @default - the id of the `tls_private_key` */
  readonly fileLogicalId?: string;
  /**
   * Path of the key file, relative to the stack's folder.
   *
   * @default ".terraform-deploy-key" - or the path in an existing state
   */
  readonly fileName?: string;
  /** Permissions of the key file. @default "0600" - or the permissions in an existing state */
  readonly filePermission?: string;
}

export interface ExistingDeployKeyProps extends DeployKeyProps {
  /** The OpenSSH public key: the content of the `.pub` file. */
  readonly publicKey: string;
  /** Path of the private key on the computer that runs Terraform; `~` is the home of the user who runs it. */
  readonly privateKeyPath: string;
}

const KEY_PROPS: KindsOf<DeployKeyProps> = { name: text, logicalId: text };

const GENERATED_PROPS = shapeOf<GeneratedDeployKeyProps>("DeployKey.generated", {
  ...KEY_PROPS,
  keyLogicalId: text,
  fileLogicalId: text,
  fileName: text,
  filePermission: text,
});

const EXISTING_PROPS = shapeOf<ExistingDeployKeyProps>("DeployKey.existing", {
  ...KEY_PROPS,
  publicKey: required(text, ""),
  privateKeyPath: required(text, ""),
});

const DEPLOY_KEY = Symbol.for("nix-fleet.DeployKey");

/** A deploy key in a stack. */
export interface BoundDeployKey {
  /** The OpenSSH public key, which the provider authorizes on new servers. */
  readonly publicKey: string;
  /** Terraform expression for the path of the private key, without `${` and `}`. */
  readonly identityFile: string;
  /** The path as a quoted shell word, for the one-line command of terranix's JSON. */
  readonly identityWord: string;
  /** Whether Terraform generated it, so that only servers that Terraform created accept it. @default false */
  readonly isGenerated?: boolean;
}

/** The SSH key that a new server accepts for root until NixOS is installed. */
export abstract class DeployKey {
  /** Whether a value is a deploy key, of another copy of this library included. */
  static isDeployKey(value: unknown): value is DeployKey {
    return hasBrand(value, DEPLOY_KEY);
  }

  /**
   * A key that Terraform generates. The private key is unencrypted in the state and in the file
   * `.terraform-deploy-key` beside the stack's `cdk.tf.json`.
   */
  static generated(props: GeneratedDeployKeyProps = {}): DeployKey {
    return new Generated(readProps(GENERATED_PROPS, props));
  }

  /** An existing key. The private key is not copied. */
  static existing(props: ExistingDeployKeyProps): DeployKey {
    return new Existing(readProps(EXISTING_PROPS, props));
  }

  constructor() {
    brand(this, DEPLOY_KEY);
  }

  /** What is wrong with it. */
  abstract problems(): Iterable<Finding>;

  /** The props of the key, such as its name at Hetzner. */
  abstract readonly props: DeployKeyProps;

  /** Adds the key to a stack, once for each stack. */
  bind(stack: TerraformStack): BoundDeployKey {
    addCheck(stack, () => this.problems());
    return this.addTo(stack);
  }

  protected abstract addTo(stack: TerraformStack): BoundDeployKey;
}

class Generated extends DeployKey {
  constructor(override readonly props: GeneratedDeployKeyProps) {
    super();
  }

  override *problems(): Iterable<Finding> {
    yield* propFindings(this.props);
    yield* nameProblems(this.props);
    const { fileName, filePermission } = this.props;
    if (fileName !== undefined && !isRelativePath(fileName)) {
      yield {
        code: "deploy-key-file-invalid",
        summary:
          "path of the deploy key's file is empty or absolute, so it is valid on one machine only",
        value: fileName,
        allowed: "a path relative to the stack's folder, which git ignores",
        remedy: "leave it out, or use a path such as .terraform-deploy-key",
      };
    }
    if (filePermission !== undefined && !/^0?[0-7]00$/.test(filePermission)) {
      yield {
        code: "deploy-key-file-invalid",
        summary:
          "permissions of the deploy key's file let other accounts read it, so ssh rejects it",
        value: filePermission,
        allowed: "three or four octal digits that end in 00",
        remedy: 'leave them out, or use "0600"',
      };
    }
  }

  protected override addTo(stack: TerraformStack): BoundDeployKey {
    const { keyLogicalId = "ssh_deploy_key", fileLogicalId = keyLogicalId } = this.props;
    const { fileName = ".terraform-deploy-key", filePermission = "0600" } = this.props;
    ensureProvider(stack, TlsProvider, "tls");
    ensureProvider(stack, LocalProvider, "local");
    const privateKey = new PrivateKey(stack, "deploy-key", { algorithm: "ED25519" });
    privateKey.overrideLogicalId(keyLogicalId);
    // Keep a key of another algorithm from an existing state: existing servers would not accept a new key.
    setLifecycle(
      privateKey,
      { ignoreChanges: ["algorithm", "ecdsa_curve", "rsa_bits"] },
      undefined,
    );
    const file = new SensitiveFile(stack, "deploy-key-file", {
      content: privateKey.privateKeyOpenssh,
      filePermission: literal(filePermission),
      filename: `${expression("path.module")}/${literal(fileName)}`,
    });
    file.overrideLogicalId(fileLogicalId);
    setLifecycle(file, { ignoreChanges: this.unsaidOfFile() }, undefined);
    const identityFile = `local_sensitive_file.${fileLogicalId}.filename`;
    return {
      publicKey: privateKey.publicKeyOpenssh,
      identityFile,
      identityWord: `'${expression(identityFile)}'`,
      isGenerated: true,
    };
  }

  /** Attributes that keep the value in the state, since a change replaces the file: existing states may have `600`. */
  private unsaidOfFile(): readonly string[] {
    const { fileName, filePermission } = this.props;
    return [
      "directory_permission",
      ...(filePermission === undefined ? ["file_permission"] : []),
      ...(fileName === undefined ? ["filename"] : []),
    ];
  }
}

class Existing extends DeployKey {
  private readonly publicKey: string;

  constructor(override readonly props: ExistingDeployKeyProps) {
    super();
    this.publicKey = props.publicKey.trim();
  }

  override *problems(): Iterable<Finding> {
    const wrong = propFindings(this.props);
    yield* wrong;
    yield* nameProblems(this.props);
    // The placeholder of an invalid prop would be reported as well.
    if (wrong.length > 0) return;
    const publicKey = publicKeyProblem(this.publicKey, { withOptions: false });
    if (publicKey !== undefined) yield publicKey;
    const path = this.props.privateKeyPath;
    if (path === "") {
      yield {
        code: "deploy-key-path-empty",
        summary: "path of the deploy key's private key is empty",
        value: path,
        allowed: "a path such as ~/.ssh/id_ed25519",
        remedy: "set the path of the file, or use DeployKey.generated()",
      };
    }
    if (path.endsWith(".pub")) {
      yield {
        code: "deploy-key-path-public",
        summary: "path of the deploy key's private key is the path of the public key",
        value: path,
        allowed: "a path such as ~/.ssh/id_ed25519",
        remedy: "use the path of the file without .pub",
      };
    }
    if (!isKeyItself(path)) return;
    yield {
      code: "deploy-key-in-clear",
      summary: "path of the deploy key's private key is the key itself",
      value: shorten(path),
      allowed: "a path such as ~/.ssh/id_ed25519",
      remedy: "set the path of the file, and rotate the key: it was in the source unencrypted",
    };
  }

  protected override addTo(): BoundDeployKey {
    const { privateKeyPath: given } = this.props;
    const privateKeyPath = isKeyItself(given) ? "" : given;
    return {
      publicKey: literal(this.publicKey),
      identityFile: `pathexpand("${hclText(privateKeyPath)}")`,
      identityWord: literal(pathWord(privateKeyPath)),
    };
  }
}

/** Whether a path contains the key itself; such a text must not get into the output. */
function isKeyItself(path: string): boolean {
  return path.includes("PRIVATE KEY");
}

/** A path as a shell word; the shell still expands a leading `~`. */
function pathWord(path: string): string {
  return path.startsWith("~/") ? `~/${shellWord(path.slice(2))}` : shellWord(path);
}

function* nameProblems({ name }: DeployKeyProps): Iterable<Finding> {
  if (name !== "") return;
  yield {
    code: "deploy-key-name-empty",
    summary: "name of the deploy key is empty",
    value: name,
    allowed: "a name that no other key of the project has",
    remedy: "set a name, or leave it out",
  };
}
