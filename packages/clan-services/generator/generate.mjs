import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeOptional, narrow } from "./refine.mjs";
import { settingsSchema } from "./settings-schema.mjs";
import { schemasSource, servicesSource, settingsSource } from "./typescript.mjs";

const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)));
const clanServices = readJson("schema/services.schema.json");
const measured = readJson("measured.json");

const services = {};
for (const [service, { roles, manifest, machineClasses }] of Object.entries(clanServices)) {
  if (manifest.constraints.maxInstances !== null) {
    throw new Error(
      `${service} limits its number of instances, which this package does not support yet`,
    );
  }
  services[service] = { roles: {} };
  for (const [role, roleSchema] of Object.entries(roles)) {
    const constraint = manifest.constraints.roles[role];
    services[service].roles[role] = {
      min: constraint?.minMachines ?? 0,
      max: constraint?.maxMachines ?? null,
      classes: machineClasses,
      settings: settingsSchema(roleSchema),
    };
  }
}
for (const [address, { classes, because }] of Object.entries(measured.classes)) {
  Object.assign(role(address), { classes, note: because });
}
for (const [address, values] of Object.entries(measured.settings)) {
  for (const [path, value] of Object.entries(values)) {
    narrow(role(address).settings, path, measured.values[value]);
  }
}
for (const [address, reasons] of Object.entries(measured.optional)) {
  for (const name of Object.keys(reasons)) {
    makeOptional(role(address).settings, name);
  }
}

const sources = {
  "src/schemas.ts": schemasSource(services),
  "src/services.ts": servicesSource(services),
  "src/settings.ts": await settingsSource(services),
};
for (const [path, text] of Object.entries(sources)) {
  write(path, text);
}
const { dependencies } = readJson("generator/package.json");
write(
  "src/generated.json",
  `${JSON.stringify(
    {
      generator: `json-schema-to-typescript@${dependencies["json-schema-to-typescript"]}`,
      schemaSha256: sha256(read("schema/services.schema.json"), read("measured.json")),
      sourcesSha256: sha256(...Object.values(sources)),
    },
    null,
    2,
  )}\n`,
);

/** @param {string} address `service.role` */
function role(address) {
  const [service, name] = address.split(".");
  const found = services[service]?.roles[name];
  if (!found) {
    throw new Error(`measured role ${address} is not in the schema`);
  }
  return found;
}

function readJson(path) {
  return JSON.parse(read(path));
}

function read(path) {
  return readFileSync(join(packageFolder, path), "utf8");
}

function sha256(...texts) {
  return createHash("sha256").update(texts.join("")).digest("hex");
}

function write(path, text) {
  writeFileSync(join(packageFolder, path), text);
}
