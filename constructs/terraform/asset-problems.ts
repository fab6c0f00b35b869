import { TerraformAsset } from "cdktf";
import type { IConstruct } from "constructs";
import type { Finding } from "../diagnostics/finding";

/** cdktf copies the file of an asset when it writes a stack, which here it does not: it would be missing. */
export function* assetProblems(construct: IConstruct): Iterable<Finding> {
  if (!(construct instanceof TerraformAsset)) return;
  yield {
    code: "terraform-asset",
    summary: "cdktf's TerraformAsset is not written with the fleet",
    value: construct.fileName,
    allowed: "text in the fleet, or the path of a file that is beside the output",
    remedy:
      'read the file with readFileSync, or refer to it with expression("path.module") and a path (of a local module: skipAssetCreationFromLocalModules)',
  };
}
