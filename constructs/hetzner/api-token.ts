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

/** Source of the Hetzner Cloud API token. The token itself cannot be passed. */
export abstract class ApiToken {
  /** Whether a value is a token source, also from another copy of this library. */
  static isApiToken(value: unknown): value is ApiToken {
    return hasBrand(value, API_TOKEN);
  }

  /**
   * From clan's secrets, read with `clan secrets get` in every plan and apply. Terraform stores the value in the
   * state in plain text, as with every data source.
   *
   * @param secret - name of the secret: letters, digits, `.`, `_` and `-`
   * @param logicalId - Terraform's logical id of the `data.external`; default: the secret's name, with `_`
   *   instead of invalid characters
   */
  static fromClanSecret(secret: string, logicalId?: string): ApiToken {
    const given = logicalId === undefined ? { secret } : { secret, logicalId };
    return new ClanSecret(readProps(CLAN_SECRET_PROPS, given));
  }

  /** From the environment variable HCLOUD_TOKEN when Terraform runs; never in the state. */
  static fromEnvironment(): ApiToken {
    return new Environment();
  }

  constructor() {
    brand(this, API_TOKEN);
  }

  /** Problems of the source. */
  abstract problems(): Iterable<Finding>;

  /** Adds its data source to a stack and returns the provider's `token`; undefined if the provider reads it. */
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

  /** An invalid secret name is reported once, not also as a logical id. */
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
 * The separate assignment fails if clan fails, which a pipe would hide. The secret is passed to jq in the
 * environment, since every account on the machine can see arguments.
 */
function readSecret(secret: string): string {
  return [
    "set -euo pipefail",
    `secret="$(clan secrets get ${secret})"`,
    "export secret",
    "jq -n '{secret: env.secret}'",
  ].join("; ");
}

/** The equivalent in hand-written terranix. */
function readSecretByArgument(secret: string): string {
  return [
    "set -euo pipefail",
    `secret="$(clan secrets get ${secret})"`,
    "jq -n --arg secret \"$secret\" '{secret: $secret}'",
  ].join("; ");
}
