/** Values that a shell takes apart if they are not quoted. */
export const AWKWARD_VALUES = [
  "with space",
  "it's",
  'a "quoted" one',
  "$HOME",
  "a;b",
  "line\nbreak",
  "*",
  "`id`",
  "-x",
];
