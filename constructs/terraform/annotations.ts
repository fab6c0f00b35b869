import { AnnotationMetadataEntryType } from "cdktf";
import type { IConstruct } from "constructs";
import type { StackAnnotation } from "./cdktf-internals";

const LEVELS = Object.values(AnnotationMetadataEntryType);

/** The messages that cdktf's `Annotations` added to one construct. */
export function annotationsAt({ node }: IConstruct): readonly StackAnnotation[] {
  return node.metadata.flatMap(({ type, data }) => {
    const level = LEVELS.find((candidate) => candidate === type);
    return level === undefined ? [] : [{ constructPath: node.path, level, message: String(data) }];
  });
}
