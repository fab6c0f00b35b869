import { DataExternal } from "@cdktf/provider-external/lib/data-external";
import { ExternalProvider } from "@cdktf/provider-external/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Finding } from "../diagnostics/finding";
import { clanSecretProblems, isClanSecretName } from "../terraform/clan-secret";
import { expression } from "../terraform/expression";
import { overrideForTerranix } from "../terraform/terranix-view";

/** Where the Hetzner Cloud API token comes from. There is no way to give the token itself. */
export abstract class ApiToken {
  /**
   * From clan's secrets, read by `clan secrets get` at every plan and apply. The read value is stored
   * in the state in the clear: Terraform does so with every data source.
   *
   * @param secret - name of the secret: letters, digits, `.`, `_` and `-`
   * @param logicalId - Terraform's logical id of the `data.external`; default: the secret's name, with `_`
   *   for what a logical id cannot have
   */
  static fromClanSecret(secret: string, logicalId: string = identifierOf(secret)): ApiToken {
    return new ClanSecret(secret, logicalId);
  }

  /** From the environment variable HCLOUD_TOKEN of whoever runs Terraform; never in the state. */
  static fromEnvironment(): ApiToken {
    return new Environment();
  }

  /** What is wrong with it. */
  abstract problems(): Iterable<Finding>;

  /** Adds what it needs to a stack and returns the provider's `token`; none: the provider looks itself. */
  abstract bind(stack: TerraformStack): string | undefined;
}

class ClanSecret extends ApiToken {
  constructor(
    private readonly secret: string,
    private readonly givenId: string,
  ) {
    super();
  }

  override problems(): Iterable<Finding> {
    return clanSecretProblems(this.secret);
  }

  /** An invalid name of the secret is reported once, and not as a logical id too. */
  private get logicalId(): string {
    const { secret, givenId } = this;
    return givenId !== secret || isClanSecretName(secret) ? givenId : "api-token";
  }

  override bind(stack: TerraformStack): string {
    new ExternalProvider(stack, "external");
    const data = new DataExternal(stack, "api-token", {
      program: ["bash", "-c", readSecret(this.secret)],
    });
    data.overrideLogicalId(this.logicalId);
    overrideForTerranix(data, { program: ["bash", "-c", readSecretByArgument(this.secret)] });
    return expression(`data.external.${this.logicalId}.result.secret`);
  }
}

class Environment extends ApiToken {
  override *problems(): Iterable<Finding> {}

  override bind(): undefined {
    return undefined;
  }
}

function identifierOf(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_-]/g, "_").replace(/^(?=[^A-Za-z_])/, "_");
}

/**
 * The separate assignment passes on a failure of clan, which a plain pipe would hide. The secret reaches jq
 * by the environment: arguments are there for everybody on the machine to see.
 */
function readSecret(secret: string): string {
  return [
    "set -euo pipefail",
    `secret="$(clan secrets get ${secret})"`,
    "export secret",
    "jq -n '{secret: env.secret}'",
  ].join("; ");
}

/** The same as people write it by hand for terranix. */
function readSecretByArgument(secret: string): string {
  return [
    "set -euo pipefail",
    `secret="$(clan secrets get ${secret})"`,
    "jq -n --arg secret \"$secret\" '{secret: $secret}'",
  ].join("; ");
}
