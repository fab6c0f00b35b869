/** Path below `modules/` of a file in a folder there, which can be `modules/` itself. */
export function modulePath(folder: string, file: string): string {
  return folder === "" ? `${file}.nix` : `${folder}/${file}.nix`;
}
