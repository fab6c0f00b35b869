import { SshKey } from "@cdktf/provider-hcloud/lib/ssh-key";
import { LocalProvider } from "@cdktf/provider-local/lib/provider";
import { SensitiveFile } from "@cdktf/provider-local/lib/sensitive-file";
import { PrivateKey } from "@cdktf/provider-tls/lib/private-key";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import type { TerraformStack } from "cdktf";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { required, text } from "../props/kinds";
import { type KindsOf, propFindings, readProps, shapeOf } from "../props/read-props";
import { shorten } from "../secrets";
import { publicKeyProblem } from "../ssh-public-key";
import { expression } from "../terraform/expression";
import { hclText } from "../terraform/hcl";
import { literal } from "../terraform/literal";
import { shellWord } from "../terraform/shell";

export interface DeployKeyProps {
  /**
   * Name of the key at Hetzner, unique in the project.
   *
   * @default "<first machine of the stack>-terraform-deploy"
   */
  readonly name?: string;
  /** Terraform's logical id of the `hcloud_ssh_key`. @default "terraform" */
  readonly logicalId?: string;
}

export interface GeneratedDeployKeyProps extends DeployKeyProps {
  /** Terraform's logical id of the `tls_private_key` and the `local_sensitive_file`. @default "ssh_deploy_key" */
  readonly keyLogicalId?: string;
}

export interface ExistingDeployKeyProps extends DeployKeyProps {
  /** The OpenSSH public key, the text of its `.pub` file. */
  readonly publicKey: string;
  /** Path of its private key on the machine that runs Terraform; `~` is that user's home. */
  readonly privateKeyPath: string;
}

const KEY_PROPS: KindsOf<DeployKeyProps> = { name: text, logicalId: text };

const GENERATED_PROPS = shapeOf<GeneratedDeployKeyProps>("DeployKey.generated", {
  ...KEY_PROPS,
  keyLogicalId: text,
});

const EXISTING_PROPS = shapeOf<ExistingDeployKeyProps>("DeployKey.existing", {
  ...KEY_PROPS,
  publicKey: required(text, ""),
  privateKeyPath: required(text, ""),
});

const DEPLOY_KEY = Symbol.for("nix-fleet.DeployKey");

/** A deploy key in a stack. */
export interface BoundDeployKey {
  /** Reference to the key at Hetzner. */
  readonly sshKeyId: string;
  /** Expression for the path of the private key, without `${` and `}`. */
  readonly identityFile: string;
  /** The path as a word of a shell command, for the one-line command of terranix's JSON. */
  readonly identityWord: string;
}

/** The ssh key that a new server accepts for root until NixOS is installed. */
export abstract class DeployKey {
  /** Whether a value is a deploy key, of another copy of this library included. */
  static isDeployKey(value: unknown): value is DeployKey {
    return hasBrand(value, DEPLOY_KEY);
  }

  /**
   * A key that Terraform makes. Its private half is in the state in the clear and in the file
   * `.terraform-deploy-key` beside the stack's `cdk.tf.json`.
   */
  static generated(props: GeneratedDeployKeyProps = {}): DeployKey {
    return new Generated(readProps(GENERATED_PROPS, props));
  }

  /** A key that you have. Its private half stays where it is. */
  static existing(props: ExistingDeployKeyProps): DeployKey {
    return new Existing(readProps(EXISTING_PROPS, props));
  }

  constructor() {
    brand(this, DEPLOY_KEY);
  }

  /** What is wrong with it. */
  abstract problems(): Iterable<Finding>;

  /**
   * Adds the key to a stack.
   *
   * @param defaultName - name at Hetzner if the fleet gives none
   */
  abstract bind(stack: TerraformStack, defaultName: string): BoundDeployKey;
}

class Generated extends DeployKey {
  constructor(private readonly props: GeneratedDeployKeyProps) {
    super();
  }

  override *problems(): Iterable<Finding> {
    yield* propFindings(this.props);
    yield* nameProblems(this.props);
  }

  override bind(stack: TerraformStack, defaultName: string): BoundDeployKey {
    const { keyLogicalId = "ssh_deploy_key" } = this.props;
    new TlsProvider(stack, "tls");
    new LocalProvider(stack, "local");
    const privateKey = new PrivateKey(stack, "deploy-key", { algorithm: "ED25519" });
    privateKey.overrideLogicalId(keyLogicalId);
    const file = new SensitiveFile(stack, "deploy-key-file", {
      content: privateKey.privateKeyOpenssh,
      filePermission: "0600",
      filename: `${expression("path.module")}/.terraform-deploy-key`,
    });
    file.overrideLogicalId(keyLogicalId);
    const sshKeyId = addSshKey(stack, this.props, defaultName, privateKey.publicKeyOpenssh);
    const identityFile = `local_sensitive_file.${keyLogicalId}.filename`;
    return { sshKeyId, identityFile, identityWord: `'${expression(identityFile)}'` };
  }
}

class Existing extends DeployKey {
  private readonly publicKey: string;

  constructor(private readonly props: ExistingDeployKeyProps) {
    super();
    this.publicKey = props.publicKey.trim();
  }

  override *problems(): Iterable<Finding> {
    const wrong = propFindings(this.props);
    yield* wrong;
    yield* nameProblems(this.props);
    // What stands in for a wrong one is wrong as well.
    if (wrong.length > 0) return;
    const publicKey = publicKeyProblem(this.publicKey);
    if (publicKey !== undefined) yield publicKey;
    const path = this.props.privateKeyPath;
    if (path === "") {
      yield {
        code: "deploy-key-path-empty",
        summary: "path of the deploy key's private key is empty",
        value: path,
        allowed: "a path such as ~/.ssh/id_ed25519",
        remedy: "give the path of the file, or use DeployKey.generated()",
      };
    }
    if (path.endsWith(".pub")) {
      yield {
        code: "deploy-key-path-public",
        summary: "path of the deploy key's private key is that of the public key",
        value: path,
        allowed: "a path such as ~/.ssh/id_ed25519",
        remedy: "give the path of the file without .pub",
      };
    }
    if (!isKeyItself(path)) return;
    yield {
      code: "deploy-key-in-clear",
      summary: "path of the deploy key's private key is the key itself",
      value: shorten(path),
      allowed: "a path such as ~/.ssh/id_ed25519",
      remedy: "give the path of the file, and replace the key: it was in the clear",
    };
  }

  override bind(stack: TerraformStack, defaultName: string): BoundDeployKey {
    const { privateKeyPath: given } = this.props;
    const privateKeyPath = isKeyItself(given) ? "" : given;
    return {
      sshKeyId: addSshKey(stack, this.props, defaultName, literal(this.publicKey)),
      identityFile: `pathexpand("${hclText(privateKeyPath)}")`,
      identityWord: literal(pathWord(privateKeyPath)),
    };
  }
}

/** Whether a path is the key that it is to lead to: it gets no further then. */
function isKeyItself(path: string): boolean {
  return path.includes("PRIVATE KEY");
}

/** A path as a shell word in which a `~` at the start is still the home. */
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
    remedy: "name it, or leave the name out",
  };
}

function addSshKey(
  stack: TerraformStack,
  { name, logicalId = "terraform" }: DeployKeyProps,
  defaultName: string,
  publicKey: string,
): string {
  const sshKey = new SshKey(stack, "ssh-key", { name: literal(name ?? defaultName), publicKey });
  sshKey.overrideLogicalId(logicalId);
  return sshKey.id;
}
