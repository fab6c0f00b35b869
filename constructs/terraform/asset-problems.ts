import { TerraformAsset } from "cdktf";
import type { IConstruct } from "constructs";
import type { Finding } from "../diagnostics/finding";

/** Reports assets: cdktf copies their files when it writes a stack, but here cdktf does not write stacks. */
export function* assetProblems(construct: IConstruct): Iterable<Finding> {
  if (!(construct instanceof TerraformAsset)) return;
  yield {
    code: "terraform-asset",
    summary: "cdktf's TerraformAsset is not supported",
    value: construct.fileName,
    allowed: "text in the fleet, or the path of a file in the output folder",
    remedy:
      'read the file with readFileSync, or refer to it with expression("path.module") and a path (for a local module: skipAssetCreationFromLocalModules)',
  };
}
