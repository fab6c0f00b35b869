import { createHash } from "node:crypto";
import { ApiError } from "../hetzner/api-error";
import type { Cloud, SshKey } from "../hetzner/cloud";
import type { ManagedResource } from "../provider";
import type { ObjectValue } from "../values";
import { cloudObject, commonFields, validateLabels } from "./cloud-object";
import { colonHex } from "./openssh-key";

function stateOf({ id, name, labels, fingerprint, publicKey }: SshKey): ObjectValue {
  return { id: String(id), name, labels, fingerprint, public_key: publicKey };
}

/** The MD5 fingerprint by which Hetzner tells keys apart; the comment does not count. */
function fingerprintOf(publicKey: string): string {
  const [type = "", body = ""] = publicKey.trim().split(/\s+/);
  const blob = Buffer.from(body, "base64");
  if (blob.toString("latin1", 4, 4 + type.length) !== type || type === "") {
    throw new ApiError("invalid_input", "invalid input in field 'public_key'");
  }
  return colonHex(createHash("md5").update(blob).digest());
}

export function hcloudSshKey({ sshKeys }: Cloud): ManagedResource {
  return {
    ...cloudObject(sshKeys, stateOf),
    replaceOn: ["public_key"],
    defaults: { labels: {} },
    validate: validateLabels,

    async create(planned) {
      const publicKey = planned.string("public_key");
      const fingerprint = fingerprintOf(publicKey);
      if (sshKeys.all().some((key) => key.fingerprint === fingerprint)) {
        throw new ApiError("uniqueness_error", "SSH key with the same fingerprint already exists");
      }
      const key = await sshKeys.create((id) => ({
        ...commonFields(id, planned),
        publicKey,
        fingerprint,
      }));
      return stateOf(key);
    },

    async update(planned) {
      const key = await sshKeys.require(planned.string("id"));
      await sshKeys.update(key, planned.string("name"), planned.stringMap("labels"));
      return stateOf(key);
    },
  };
}
