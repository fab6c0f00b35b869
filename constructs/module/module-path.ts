/** Path below `modules/` of a file in one of its folders, or in `modules/` itself. */
export function modulePath(folder: string, file: string): string {
  return folder === "" ? `${file}.nix` : `${folder}/${file}.nix`;
}
