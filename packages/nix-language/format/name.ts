import type { DocumentBuilder } from "../layout/builder";
import type { Name } from "../syntax/syntax";
import { formatInterpolation, formatString } from "./string";

export function formatName(builder: DocumentBuilder, name: Name): void {
  if (name.type === "bare") builder.text(name.text);
  else if (name.type === "dynamic") formatInterpolation(builder, name.value);
  else formatString(builder, name);
}
