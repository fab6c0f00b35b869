import ts from "typescript";
import { readText } from "./package-files";
import { type Member, type Members, propertyName, type Value } from "./schema";

const PRIMITIVES: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.StringKeyword]: "string",
  [ts.SyntaxKind.NumberKeyword]: "number",
  [ts.SyntaxKind.BooleanKeyword]: "bool",
};

/** What the configuration interface of a resource with these members must declare. */
export function expectedDeclaration(members: Members): Members {
  const settable = Object.entries(members).filter(([, member]) => member.settable);
  return Object.fromEntries(
    settable.map(([name, member]) => [
      propertyName(name),
      { ...member, value: declared(member.value) },
    ]),
  );
}

/** TypeScript declares a set as an array and an object by its settable members only. */
function declared(value: Value): Value {
  if ("primitive" in value) {
    return value;
  }
  if ("members" in value) {
    return { members: expectedDeclaration(value.members) };
  }
  return { collection: value.collection === "map" ? "map" : "list", of: declared(value.of) };
}

/** What an interface in the built declarations of a resource does declare. */
export function actualDeclaration(folder: string, interfaceName: string): Members {
  const declarations = ts.createSourceFile(
    "index.d.ts",
    readText(`lib/${folder}/index.d.ts`),
    ts.ScriptTarget.ES2022,
  );
  const interfaces = new Map(
    declarations.statements
      .filter(ts.isInterfaceDeclaration)
      .map(({ members, name }) => [name.text, members.filter(ts.isPropertySignature)]),
  );

  function membersOf(name: string): Members {
    return Object.fromEntries((interfaces.get(name) ?? []).map(memberOf));
  }

  function memberOf(property: ts.PropertySignature): [string, Member] {
    const required = property.questionToken === undefined;
    const name = ts.isIdentifier(property.name) ? property.name.text : "(not an identifier)";
    return [name, { value: declaredValue(property.type), settable: true, required }];
  }

  function declaredValue(type: ts.TypeNode | undefined): Value {
    if (type !== undefined) {
      if (ts.isUnionTypeNode(type)) {
        return declaredValue(type.types[0]);
      }
      if (ts.isArrayTypeNode(type)) {
        return { collection: "list", of: declaredValue(type.elementType) };
      }
      if (ts.isTypeLiteralNode(type)) {
        return {
          collection: "map",
          of: declaredValue(type.members.find(ts.isIndexSignatureDeclaration)?.type),
        };
      }
      if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
        return { members: membersOf(type.typeName.text) };
      }
    }
    return { primitive: (type && PRIMITIVES[type.kind]) ?? "(unknown)" };
  }

  return membersOf(interfaceName);
}
