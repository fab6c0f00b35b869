import { join } from "node:path";
import { REPOSITORY } from "../support/run-fleet";
import { nixFilesIn, testNixFiles } from "./support/nix-files";

testNixFiles("every Nix file of nix-config", () => nixFilesIn(join(REPOSITORY, "nix-config")));
