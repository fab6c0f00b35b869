import * as nodeModule from "node:module";

// Node 22.1 and newer can keep compiled code for the next start, which then takes a sixth less time. Node selects the
// folder, below that for temporary files.
if ("enableCompileCache" in nodeModule && typeof nodeModule.enableCompileCache === "function") {
  nodeModule.enableCompileCache();
}
