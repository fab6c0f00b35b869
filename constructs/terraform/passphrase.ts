import { TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { required, text, texts } from "../props/kinds";
import { propFindings, readProps, shapeOf } from "../props/read-props";
import { clanSecretProblems } from "./clan-secret";
import { expression } from "./expression";
import { literal } from "./literal";
import type { StackVariable } from "./stack-variable";

/** OpenTofu settings of the passphrase from which `pbkdf2` derives its key. */
export interface BoundPassphrase {
  /** Attributes of the key provider. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Other key providers that it needs, by type and name. @default - none */
  readonly keyProviders?: Readonly<Record<string, unknown>>;
}

interface VariableProps {
  readonly variable: string;
  readonly secret?: string;
}

interface CommandProps {
  readonly command: readonly string[];
}

const ENVIRONMENT_PROPS = shapeOf<Pick<VariableProps, "variable">>("Passphrase.fromEnvironment", {
  variable: required(text, "passphrase"),
});

const CLAN_SECRET_PROPS = shapeOf<Required<VariableProps>>("Passphrase.fromClanSecret", {
  secret: required(text, "unnamed"),
  variable: required(text, "passphrase"),
});

const COMMAND_PROPS = shapeOf<CommandProps>("Passphrase.fromCommand", {
  command: required(texts, ["unnamed"]),
});

const PASSPHRASE = Symbol.for("nix-fleet.Passphrase");

/**
 * Source of the passphrase of an encrypted state, which has at least 16 characters. The fleet cannot contain the
 * passphrase itself.
 */
export abstract class Passphrase {
  /** Whether a value is a passphrase, of another copy of this library included. */
  static isPassphrase(value: unknown): value is Passphrase {
    return hasBrand(value, PASSPHRASE);
  }

  /**
   * From clan's secrets: the recipes of the justfile and terranix's wrapper read it with `clan secrets get` into
   * the Terraform variable. Export `TF_VAR_<variable>` if you run `tofu` without them.
   *
   * @param secret - name of the secret: letters, digits, `.`, `_` and `-`
   * @param variable - the sensitive Terraform variable, which is added to the stack
   */
  static fromClanSecret(secret: string, variable = "passphrase"): Passphrase {
    return new Variable(readProps(CLAN_SECRET_PROPS, { secret, variable }));
  }

  /**
   * From the environment variable `TF_VAR_<variable>` when OpenTofu runs.
   *
   * @param variable - the sensitive Terraform variable, which is added to the stack
   */
  static fromEnvironment(variable = "passphrase"): Passphrase {
    return new Variable(readProps(ENVIRONMENT_PROPS, { variable }));
  }

  /**
   * From a program that speaks OpenTofu's protocol for external key providers, which is experimental
   * (OpenTofu ≥ 1.10).
   *
   * @param command - the program and its arguments, run in the folder of the stack
   */
  static fromCommand(command: readonly string[]): Passphrase {
    return new Command(readProps(COMMAND_PROPS, { command }));
  }

  constructor() {
    brand(this, PASSPHRASE);
  }

  /** What is wrong with it. */
  abstract problems(): Iterable<Finding>;

  /** What has to be in the environment of OpenTofu. */
  readonly environment: readonly StackVariable[] = [];

  /** The first version of OpenTofu that has it. */
  readonly minimumVersion: string = "1.7";

  /**
   * Adds what it needs to a stack.
   *
   * @param name - of the key provider that it is for
   */
  abstract bind(scope: Construct, name: string): BoundPassphrase;
}

class Variable extends Passphrase {
  override readonly environment: readonly StackVariable[];

  constructor(private readonly props: VariableProps) {
    super();
    const { variable, secret: clanSecret } = props;
    this.environment =
      clanSecret === undefined ? [] : [{ name: `TF_VAR_${variable}`, value: { clanSecret } }];
  }

  override *problems(): Iterable<Finding> {
    yield* propFindings(this.props);
    if (this.props.secret !== undefined) yield* clanSecretProblems(this.props.secret);
  }

  override bind(scope: Construct): BoundPassphrase {
    const { variable } = this.props;
    if (scope.node.tryFindChild(variable) === undefined) {
      new TerraformVariable(scope, variable, {
        type: "string",
        sensitive: true,
        description: "Passphrase of the encrypted state",
      }).overrideLogicalId(variable);
    }
    return { attributes: { passphrase: expression(`var.${variable}`) } };
  }
}

class Command extends Passphrase {
  override readonly minimumVersion = "1.10";

  constructor(private readonly props: CommandProps) {
    super();
  }

  override *problems(): Iterable<Finding> {
    yield* propFindings(this.props);
    yield* commandProblems(this.props.command);
  }

  override bind(_: Construct, name: string): BoundPassphrase {
    return {
      attributes: { chain: expression(`key_provider.external.${name}`) },
      keyProviders: { external: { [name]: { command: this.props.command.map(literal) } } },
    };
  }
}

/** Problems of the command of an external key provider. */
export function* commandProblems(command: readonly string[]): Iterable<Finding> {
  if (command[0] !== undefined && command[0] !== "") return;
  yield {
    code: "encryption-setting-invalid",
    summary: "command of the key provider is empty",
    value: command,
    allowed: "a program and its arguments",
    remedy: "set the program that prints the key",
  };
}
