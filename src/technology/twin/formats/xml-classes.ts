/**
 * The model's classes as XML writes them (IDTA-01001, mapping to XML): the description of the
 * classes gives the attributes in the order of the schema; here it is turned into which elements
 * may stand where, so that neither reader nor writer knows a single class by name.
 */

import { type Attribute, type ClassName, choices, classes } from '../model/index.ts';

export type XmlContent =
  /** Text; Base64 loses the white space that XML allows in it; booleans may be 1 and 0. */
  | { readonly kind: 'text' | 'base64' | 'boolean' }
  /** The attributes of one object. */
  | { readonly kind: 'object'; readonly of: XmlClass }
  /** Elements named after their classes: any number of them, or exactly one. */
  | { readonly kind: 'list' | 'one'; readonly of: ReadonlyMap<string, XmlClass> };

export interface XmlClassAttribute {
  readonly name: string;
  /** Place in the schema's sequence. */
  readonly order: number;
  readonly content: XmlContent;
}

export interface XmlClass {
  readonly name: ClassName;
  /** The element's name where it is named after its class: `submodelElementList`. */
  readonly element: string;
  /** JSON says the class of the object in an attribute `modelType`. */
  readonly hasModelType: boolean;
  readonly attributes: ReadonlyMap<string, XmlClassAttribute>;
}

/** The class as XML writes it. */
export function xmlClass(name: ClassName): XmlClass {
  const found = xmlClasses.get(name);
  if (found === undefined) throw new Error(`the metamodel has no class ${name}`);
  return found;
}

const xmlClasses = buildClasses();

function buildClasses(): ReadonlyMap<ClassName, XmlClass> {
  const built = new Map<ClassName, XmlClass & { attributes: Map<string, XmlClassAttribute> }>();
  // All classes first, without attributes, since they refer to each other in circles.
  for (const name of Object.keys(classes) as ClassName[]) {
    const element = name.charAt(0).toLowerCase() + name.slice(1);
    built.set(name, {
      name,
      element,
      hasModelType: classes[name].hasModelType,
      attributes: new Map(),
    });
  }
  const named = (name: ClassName): XmlClass => {
    const found = built.get(name);
    if (found === undefined) throw new Error(`the description of classes lacks ${name}`);
    return found;
  };
  for (const { name, attributes } of built.values()) {
    for (const [order, entry] of Object.entries(classes[name].attributes).entries()) {
      const [attributeName, attribute] = entry;
      const content = contentOf(attribute, named);
      attributes.set(attributeName, { name: attributeName, order, content });
    }
  }
  return built;
}

function contentOf({ type, list }: Attribute, named: (name: ClassName) => XmlClass): XmlContent {
  const byElement = (names: readonly ClassName[]): ReadonlyMap<string, XmlClass> =>
    new Map(names.map((each) => [named(each).element, named(each)]));
  switch (type.kind) {
    case 'text':
      return { kind: type.text === 'base64' ? 'base64' : 'text' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'enumeration':
      return { kind: 'text' };
    case 'object':
      if (list) return { kind: 'list', of: byElement([type.of]) };
      return { kind: 'object', of: named(type.of) };
    case 'choice':
      return { kind: list ? 'list' : 'one', of: byElement(choices[type.of]) };
    default:
      return type satisfies never;
  }
}
