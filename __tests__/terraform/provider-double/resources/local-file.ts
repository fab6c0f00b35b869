import { createHash } from "node:crypto";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Attributes } from "../attributes";
import type { ManagedResource, Surroundings } from "../provider";
import { ProviderError } from "../provider-error";
import type { ObjectValue } from "../values";

const SOURCES = ["content", "content_base64", "sensitive_content", "source"];
const PERMISSIONS = ["file_permission", "directory_permission"];

function sha1(content: Buffer): string {
  return createHash("sha1").update(content).digest("hex");
}

function hashes(content: Buffer): ObjectValue {
  const digest = (algorithm: string) => createHash(algorithm).update(content).digest();
  return {
    content_md5: digest("md5").toString("hex"),
    content_sha1: sha1(content),
    content_sha256: digest("sha256").toString("hex"),
    content_sha512: digest("sha512").toString("hex"),
    content_base64sha256: digest("sha256").toString("base64"),
    content_base64sha512: digest("sha512").toString("base64"),
  };
}

function validate(config: Attributes): void {
  if (SOURCES.filter((name) => config.isSet(name)).length !== 1) {
    throw new ProviderError(
      "Invalid Attribute Combination",
      `Exactly one of these attributes must be configured: [${SOURCES.join(",")}]`,
    );
  }
  for (const name of PERMISSIONS) {
    if (!/^([0-7]{3,4})?$/.test(config.string(name))) {
      const detail = `"${config.string(name)}" is not three or four octal digits`;
      throw new ProviderError("Invalid File Permission String Value", detail, name);
    }
  }
}

/**
 * `local_file` and `local_sensitive_file`: the file is really written, and one that is gone or was
 * edited is planned anew.
 * @param permission of files and folders where the configuration gives none, such as "0700"
 */
export function localFile(surroundings: () => Surroundings, permission: string): ManagedResource {
  const locate = (path: string) => resolve(surroundings().directory, path);

  async function contentOf(planned: Attributes): Promise<Buffer> {
    if (planned.isSet("source")) return readFile(locate(planned.string("source")));
    if (planned.isSet("content_base64"))
      return Buffer.from(planned.string("content_base64"), "base64");
    return Buffer.from(planned.string("content") || planned.string("sensitive_content"));
  }

  return {
    replaceOn: [...SOURCES, ...PERMISSIONS, "filename"],
    defaults: { file_permission: permission, directory_permission: permission },
    validate,

    async create(planned) {
      const path = locate(planned.string("filename"));
      const content = await contentOf(planned);
      const mode = Number.parseInt(planned.string("file_permission"), 8);
      const directoryMode = Number.parseInt(planned.string("directory_permission"), 8);
      await mkdir(dirname(path), { recursive: true, mode: directoryMode });
      await writeFile(path, content, { mode });
      // The mode of writeFile counts for new files only, and the umask takes from it.
      await chmod(path, mode);
      return { ...planned.values, ...hashes(content), id: sha1(content) };
    },

    async read(state) {
      const content = await readFile(locate(state.string("filename"))).catch(() => null);
      return content && sha1(content) === state.string("id") ? state.values : null;
    },

    delete: (state) => rm(locate(state.string("filename")), { force: true }),
  };
}
