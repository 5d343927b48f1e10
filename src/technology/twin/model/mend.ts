/**
 * Lenient reading: a document turned into an environment that has the structure of the metamodel.
 * A fault with one plain meaning is mended (a number for a string, another case of a name, an
 * idShort with a space); any other unreadable attribute or object is left out. What was done is
 * noted by JSON pointer.
 */

import { limits } from '#base';
import {
  type Attribute,
  type ChoiceName,
  type ClassName,
  choices,
  classes,
  type EnumerationName,
  enumerations,
} from './classes.ts';
import { escapeStep, isObject, type Loose, targetOf } from './report.ts';
import { type TextName, type TextRule, textRules } from './texts.ts';
import type { Environment } from './types.ts';

export interface Mended {
  readonly environment: Environment;
  /** What was done where: a sentence by JSON pointer. */
  readonly actions: ReadonlyMap<string, string>;
}

export function mendEnvironment(json: unknown): Mended {
  const actions = new Map<string, string>();
  const start: Place = { pointer: '', depth: 0, actions, origins: new WeakMap() };
  const mended = mendObject('Environment', json, start) ?? {};
  return { environment: mended as Environment, actions };
}

interface Place {
  readonly pointer: string;
  readonly depth: number;
  readonly actions: Map<string, string>;
  /** Where in the document a mended object comes from. */
  readonly origins: WeakMap<object, string>;
}

function at(place: Place, step: string | number): Place {
  const pointer = `${place.pointer}/${escapeStep(step)}`;
  return { ...place, pointer, depth: place.depth + 1 };
}

function leaveOut(place: Place): undefined {
  place.actions.set(place.pointer, 'It was left out.');
  return undefined;
}

function took<T>(place: Place, value: T): T {
  place.actions.set(place.pointer, `It was read as ${JSON.stringify(value)}.`);
  return value;
}

function mendObject(name: ClassName, value: unknown, place: Place): Loose | undefined {
  if (!isObject(value) || place.depth > limits.nestingDepthMax) return leaveOut(place);
  const { attributes, hasModelType } = classes[name];
  const mended: Record<string, unknown> = hasModelType ? { modelType: name } : {};
  place.origins.set(mended, place.pointer);
  for (const [attribute, description] of Object.entries(attributes)) {
    const within = at(place, attribute);
    const content = value[attribute];
    const isThere = content !== undefined && content !== null;
    const read = isThere ? mendAttribute(description, content, within) : undefined;
    const kept = read ?? (description.required ? standIn(name, attribute, value, within) : read);
    if (kept !== undefined) mended[attribute] = kept;
    else if (description.required) return leaveOut(place);
    else if (content === null) leaveOut(within);
  }
  for (const attribute of Object.keys(value)) {
    if (!Object.hasOwn(attributes, attribute) && attribute !== 'modelType') {
      leaveOut(at(place, attribute));
    }
  }
  if (namespaces[name] !== undefined) nameAll(mended, namespaces[name], place);
  if (name === 'Environment') leaveOutRepeated(mended, place);
  return mended;
}

function mendAttribute(attribute: Attribute, content: unknown, place: Place): unknown {
  if (!attribute.list) return mendContent(attribute, content, place);
  const items = Array.isArray(content) ? content : [content];
  const isWhole = attribute.type.kind === 'object' && attribute.type.of === 'Key';
  const mended: unknown[] = [];
  items.forEach((item: unknown, index) => {
    const kept = mendContent(attribute, item, Array.isArray(content) ? at(place, index) : place);
    if (kept !== undefined) mended.push(kept);
  });
  // A reference without one of its keys would refer to something else.
  const isUseless = mended.length === 0 || (isWhole && mended.length < items.length);
  return isUseless ? leaveOut(place) : mended;
}

function mendContent({ type }: Attribute, content: unknown, place: Place): unknown {
  switch (type.kind) {
    case 'text':
      return mendText(type.text, content, place);
    case 'boolean':
      if (typeof content === 'boolean') return content;
      if (content === 'true' || content === 'false') return took(place, content === 'true');
      return leaveOut(place);
    case 'enumeration':
      return mendEnumeration(type.of, content, place);
    case 'object':
      return mendObject(type.of, content, place);
    case 'choice':
      return mendChoice(type.of, content, place);
    default:
      throw new Error(`no such kind of attribute: ${type satisfies never}`);
  }
}

function mendText(name: TextName, content: unknown, place: Place): string | undefined {
  const rule: TextRule = textRules[name];
  if (typeof content === 'number' || typeof content === 'boolean') {
    return took(place, String(content));
  }
  // Before 3.0 a globalAssetId was a reference.
  if (name === 'identifier' && isObject(content)) {
    const target = targetOf(content);
    return target === undefined ? leaveOut(place) : took(place, target);
  }
  if (typeof content !== 'string') return leaveOut(place);
  if (content === '' && rule.lengthMin !== undefined) return leaveOut(place);
  if (name === 'base64' && !textRules.base64.matches(content)) return leaveOut(place);
  const writable = content.toWellFormed().replace(/[^\t\n\r -\ufffd]/g, '\ufffd');
  return writable === content ? content : took(place, writable);
}

/** Names that other versions of the metamodel or common tools write. */
const otherNames: Readonly<Partial<Record<EnumerationName, Readonly<Record<string, string>>>>> = {
  ReferenceTypes: { GlobalReference: 'ExternalReference' },
  KeyTypes: { GlobalReference: 'GlobalReference', Asset: 'GlobalReference' },
};

function mendEnumeration(
  name: EnumerationName,
  content: unknown,
  place: Place,
): string | undefined {
  if (typeof content !== 'string') return leaveOut(place);
  const allowed: readonly string[] = enumerations[name];
  if (allowed.includes(content)) return content;
  const others = otherNames[name] ?? {};
  const other = Object.hasOwn(others, content) ? others[content] : undefined;
  if (other !== undefined) return took(place, other);
  const lower = content.toLowerCase();
  const similar = allowed.find((each) => {
    const known = each.toLowerCase();
    return known === lower || known === `xs:${lower}`;
  });
  return similar === undefined ? leaveOut(place) : took(place, similar);
}

function mendChoice(choice: ChoiceName, content: unknown, place: Place): Loose | undefined {
  if (!isObject(content)) return leaveOut(place);
  const { modelType } = content;
  const allowed: readonly ClassName[] = choices[choice];
  // Before 3.0 a modelType was an object with a name.
  const name = isObject(modelType) ? modelType.name : modelType;
  const named = typeof name === 'string' ? name.toLowerCase() : undefined;
  const found =
    named === undefined && allowed.length === 1
      ? allowed[0]
      : allowed.find((each) => each.toLowerCase() === named);
  if (found === undefined) return leaveOut(place);
  if (found !== modelType) took(at(place, 'modelType'), found);
  return mendObject(found, content, place);
}

/** What a missing or unreadable required attribute is taken as, where one reading is safe. */
function standIn(
  name: ClassName,
  attribute: string,
  value: Loose,
  place: Place,
): string | boolean | undefined {
  if (name === 'LevelType') return took(place, false);
  if (attribute === 'valueType') return took(place, 'xs:string');
  if (attribute === 'assetKind') return took(place, 'NotApplicable');
  if (attribute === 'typeValueListElement') return took(place, 'SubmodelElement');
  if (name === 'Reference' && attribute === 'type' && Array.isArray(value.keys)) {
    const first: unknown = value.keys[0];
    const isExternal = isObject(first) && first.type === 'GlobalReference';
    return took(place, isExternal ? 'ExternalReference' : 'ModelReference');
  }
  return undefined;
}

/** The attributes whose elements must be named, each differently (AASd-117, AASd-022). */
const namespaces: Readonly<Partial<Record<ClassName, string>>> = {
  Submodel: 'submodelElements',
  SubmodelElementCollection: 'value',
  Entity: 'statements',
  AnnotatedRelationshipElement: 'annotations',
};

/** Gives each element in a namespace an idShort by which a path can name it. */
function nameAll(parent: Record<string, unknown>, attribute: string, place: Place): void {
  const elements = parent[attribute] as readonly Loose[] | undefined;
  if (elements === undefined) return;
  const taken = new Set<string>();
  parent[attribute] = elements.map((element) => {
    const { idShort, modelType } = element;
    const legal = legalIdShort(typeof idShort === 'string' ? idShort : String(modelType));
    let name = legal;
    for (let copy = 2; taken.has(name); copy += 1) name = `${legal.slice(0, 120)}_${copy}`;
    taken.add(name);
    if (name === idShort) return element;
    took(at(originOf(element, place), 'idShort'), name);
    return { ...element, idShort: name };
  });
}

function originOf(object: Loose, place: Place): Place {
  return { ...place, pointer: place.origins.get(object) ?? place.pointer };
}

function legalIdShort(text: string): string {
  const characters = text.replace(/[^a-zA-Z0-9_-]/g, '_').replace(/-$/, '_');
  return (/^[a-zA-Z]/.test(characters) ? characters : `x${characters}`).slice(0, 128);
}

/** Keeps the first of the objects of one class with the same id. */
function leaveOutRepeated(environment: Record<string, unknown>, place: Place): void {
  for (const [attribute, objects] of Object.entries(environment)) {
    const seen = new Set<unknown>();
    environment[attribute] = (objects as readonly Loose[]).filter((object) => {
      const isFirst = !seen.has(object.id);
      seen.add(object.id);
      if (!isFirst) leaveOut(originOf(object, place));
      return isFirst;
    });
  }
}
