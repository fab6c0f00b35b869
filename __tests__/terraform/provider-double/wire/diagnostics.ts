import { ProviderError } from "../provider-error";
import { unary } from "./grpc";
import type { AttributePath, Diagnostic, Request, Response } from "./messages";

const ERROR = 1;

/** The path of a top-level attribute. */
export function attributePath(attribute: string): AttributePath {
  return { steps: [{ attributeName: attribute }] };
}

/** What Terraform shows of an error; one that is no `ProviderError` is a bug of the double. */
export function diagnostic(error: unknown): Diagnostic {
  if (error instanceof ProviderError) {
    const { summary, detail, attribute } = error;
    return {
      severity: ERROR,
      summary,
      detail,
      ...(attribute && { attribute: attributePath(attribute) }),
    };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { severity: ERROR, summary: "The provider double broke down", detail };
}

/** A handler whose errors become diagnostics of its response instead of failing the call. */
export function reporting(handle: (request: Request) => Response | Promise<Response>) {
  return unary(async (request: Request): Promise<Response> => {
    try {
      return await handle(request);
    } catch (error) {
      return { diagnostics: [diagnostic(error)] };
    }
  });
}
