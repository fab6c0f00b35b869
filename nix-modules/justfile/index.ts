export type {
  Dependency,
  Justfile,
  OptionalImport,
  Parameter,
  Recipe,
  Variable,
} from "./justfile";
export { printJustfile } from "./print";
