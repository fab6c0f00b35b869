import { DataExternal } from "@cdktf/provider-external/lib/data-external";
import { ExternalProvider } from "@cdktf/provider-external/lib/provider";
import type { TerraformStack } from "cdktf";
import { brand, hasBrand } from "../brand";
import type { Finding } from "../diagnostics/finding";
import { required, secretSource, text } from "../props/kinds";
import { propFindings, readProps, shapeOf } from "../props/read-props";
import { clanSecretProblems, isClanSecretName } from "../terraform/clan-secret";
import { expression } from "../terraform/expression";
import { overrideForTerranix } from "../terraform/terranix-view";

const API_TOKEN = Symbol.for("nix-fleet.ApiToken");

interface ClanSecretProps {
  readonly secret: string;
  readonly logicalId?: string;
}

const CLAN_SECRET_PROPS = shapeOf<ClanSecretProps>("ApiToken.fromClanSecret", {
  secret: required(text, "unnamed"),
  logicalId: text,
});

/** Where the Hetzner Cloud API token comes from. There is no way to give the token itself. */
export abstract class ApiToken {
  /** Whether a value is a token's source, of another copy of this library included. */
  static isApiToken(value: unknown): value is ApiToken {
    return hasBrand(value, API_TOKEN);
  }

  /**
   * From clan's secrets, read by `clan secrets get` at every plan and apply. The read value is stored
   * in the state in the clear: Terraform does so with every data source.
   *
   * @param secret - name of the secret: letters, digits, `.`, `_` and `-`
   * @param logicalId - Terraform's logical id of the `data.external`; default: the secret's name, with `_`
   *   for what a logical id cannot have
   */
  static fromClanSecret(secret: string, logicalId?: string): ApiToken {
    const given = logicalId === undefined ? { secret } : { secret, logicalId };
    return new ClanSecret(readProps(CLAN_SECRET_PROPS, given));
  }

  /** From the environment variable HCLOUD_TOKEN of whoever runs Terraform; never in the state. */
  static fromEnvironment(): ApiToken {
    return new Environment();
  }

  constructor() {
    brand(this, API_TOKEN);
  }

  /** What is wrong with it. */
  abstract problems(): Iterable<Finding>;

  /** Adds what it needs to a stack and returns the provider's `token`; none: the provider looks itself. */
  abstract bind(stack: TerraformStack): string | undefined;
}

/** What takes a token. */
export const TOKEN = secretSource(
  "an ApiToken",
  ApiToken.isApiToken,
  'ApiToken.fromClanSecret("…"), ApiToken.fromEnvironment()',
);

class ClanSecret extends ApiToken {
  private readonly secret: string;
  private readonly givenId: string;

  constructor(private readonly props: ClanSecretProps) {
    super();
    this.secret = props.secret;
    this.givenId = props.logicalId ?? identifierOf(props.secret);
  }

  override *problems(): Iterable<Finding> {
    yield* propFindings(this.props);
    yield* clanSecretProblems(this.secret);
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
