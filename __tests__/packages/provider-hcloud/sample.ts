import { type Members, propertyName, type Value } from "./schema";

/** A value for everything that can be set: as a construct takes it, and as Terraform must get it. */
export interface Sample {
  readonly config: Record<string, unknown>;
  readonly terraform: Record<string, unknown>;
}

export function sampleOf(members: Members): Sample {
  const sample: Sample = { config: {}, terraform: {} };
  for (const [name, { settable, value }] of Object.entries(members)) {
    if (settable) {
      const { config, terraform } = sampleValue(name, value);
      sample.config[propertyName(name)] = config;
      sample.terraform[name] = terraform;
    }
  }
  return sample;
}

function sampleValue(name: string, value: Value): { config: unknown; terraform: unknown } {
  if ("members" in value) {
    return sampleOf(value.members);
  }
  if ("collection" in value) {
    const { config, terraform } = sampleValue(name, value.of);
    return value.collection === "map"
      ? { config: { key: config }, terraform: { key: terraform } }
      : { config: [config], terraform: [terraform] };
  }
  const literals: Record<string, unknown> = {
    string: `a ${name}`,
    number: name.length,
    bool: true,
  };
  const literal = literals[value.primitive];
  return { config: literal, terraform: literal };
}
