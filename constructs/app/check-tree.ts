import { AnnotationMetadataEntryType } from "cdktf";
import type { IConstruct } from "constructs";
import { checksOf, reportedAt } from "../diagnostics/check";
import type { Finding, PlacedFinding } from "../diagnostics/finding";
import { printable } from "../diagnostics/printable";
import { findingOfThrown } from "../diagnostics/thrown";
import { isRecord } from "../props/kinds";
import { annotationsAt } from "../terraform/annotations";
import { assetProblems } from "../terraform/asset-problems";

/** Findings of reports, checks, validations and annotations, in one pass over the tree. */
export function checkTree(app: IConstruct): readonly PlacedFinding[] {
  return app.node.findAll().flatMap((construct) => {
    const { path } = construct.node;
    return findingsAt(construct).map((finding) => ({ path, finding }));
  });
}

function findingsAt(construct: IConstruct): readonly Finding[] {
  return [
    ...reportedAt(construct),
    ...checksOf(construct).flatMap((check) => attempt(construct, () => checkFindings(check))),
    ...attempt(construct, () => construct.node.validate().map(validationFinding)),
    ...assetProblems(construct),
    ...annotationsAt(construct).flatMap(annotationFinding),
  ];
}

/** The findings of a check. A user's own check in JavaScript can return anything. */
function checkFindings(check: unknown): readonly Finding[] {
  const found: unknown = typeof check === "function" ? check() : check;
  if (typeof found !== "object" || found === null || !(Symbol.iterator in found)) {
    return [wrongFindings(found)];
  }
  return Array.from(found as Iterable<unknown>, (one) =>
    isFinding(one) ? one : wrongFindings(one),
  );
}

function isFinding(value: unknown): value is Finding {
  if (!isRecord(value)) return false;
  const { code, summary, allowed, remedy, severity } = value;
  return (
    [code, summary, allowed, remedy].every((text) => typeof text === "string") &&
    (severity === undefined || severity === "error" || severity === "warning")
  );
}

function wrongFindings(value: unknown): Finding {
  return {
    code: "wrong-type",
    summary: "custom check does not return findings",
    value: printable(value),
    allowed:
      "a list or a generator of objects with code, summary, value, allowed, remedy, and optionally severity, which is error or warning",
    remedy: "correct the function that addCheck adds; it must not be asynchronous",
  };
}

/** Reports an error of a check, so that the other checks still run. */
function attempt(construct: IConstruct, check: () => readonly Finding[]): readonly Finding[] {
  try {
    return check();
  } catch (error) {
    return [findingOfThrown(error, construct)];
  }
}

/** A message of a validation that was added with `node.addValidation`. */
function validationFinding(message: unknown): Finding {
  if (typeof message !== "string") {
    return {
      code: "validation",
      summary: "custom validation does not return a list of strings",
      value: message instanceof Error ? message.message : printable(message),
      allowed: "a list of messages, empty if there are no errors",
      remedy: "return the messages from `validate` synchronously, not as a promise",
    };
  }
  return {
    code: "validation",
    summary: message,
    value: undefined,
    allowed: "values that pass the construct's own validation",
    remedy: "follow the message",
  };
}

function annotationFinding({
  level,
  message,
}: {
  level: string;
  message: string;
}): readonly Finding[] {
  const severity =
    level === AnnotationMetadataEntryType.ERROR
      ? "error"
      : level === AnnotationMetadataEntryType.WARN
        ? "warning"
        : undefined;
  if (severity === undefined) return [];
  return [
    {
      code: `annotation-${severity}`,
      severity,
      summary: message,
      value: undefined,
      allowed: "constructs without this annotation",
      remedy: "follow the message",
    },
  ];
}
