/**
 * Writing a value-only document onto an element (the way back of value.ts). What the document does
 * not name stays; what it names must be there and be of the right type. Nothing is added or
 * removed: structure is changed by whole elements.
 */

import { err, ok, type Result } from '#base';
import { type Container, childrenOf, withChildren } from './elements.ts';
import { escapeStep, isObject, type Loose } from './report.ts';
import type {
  AnnotatedRelationshipElement,
  Entity,
  LangString,
  Reference,
  SubmodelElement,
  Violation,
} from './types.ts';
import { toValue } from './value.ts';
import { verify } from './verify.ts';
import { fromJsonValue } from './xsd-json.ts';

/**
 * The target with the document's values. The violations' paths are JSON pointers into the
 * document; with any of them, nothing is changed. `applyValue(x, toValue(x))` is `x`: a literal
 * whose value stays the same keeps its text.
 */
export function applyValue<T extends Container>(
  target: T,
  value: unknown,
): Result<T, readonly Violation[]> {
  if (value === undefined) return ok(target);
  const violations: Violation[] = [];
  const applied = apply(target, value, { path: '', violations });
  return violations.length > 0 ? err(violations) : ok(applied as T);
}

interface Place {
  readonly path: string;
  readonly violations: Violation[];
}

function inside(place: Place, step: string | number): Place {
  return { ...place, path: `${place.path}/${escapeStep(step)}` };
}

function refuse(place: Place, constraint: string, message: string): void {
  place.violations.push({ path: place.path, constraint, message });
}

function apply(target: Container, value: unknown, place: Place): Container {
  switch (target.modelType) {
    case 'Property':
      return { ...target, value: literal(target.valueType, value, target.value, place) };
    case 'Range': {
      const given = attributesOf(target, value, ['min', 'max'], place);
      const bound = (name: 'min' | 'max') =>
        name in given
          ? { [name]: literal(target.valueType, given[name], target[name], inside(place, name)) }
          : {};
      return { ...target, ...bound('min'), ...bound('max') };
    }
    case 'MultiLanguageProperty':
      return { ...target, value: langStrings(value, place) };
    case 'ReferenceElement':
      noteAll(verify('Reference', value), place);
      return { ...target, value: value as Reference };
    case 'Blob':
    case 'File':
      return attributes(target, value, ['contentType', 'value'], place);
    case 'RelationshipElement':
      return attributes(target, value, ['first', 'second'], place);
    case 'BasicEventElement':
      return attributes(target, value, ['observed'], place);
    case 'Entity':
      return entity(target, value, place);
    case 'AnnotatedRelationshipElement':
      return annotated(target, value, place);
    case 'Submodel':
    case 'SubmodelElementCollection':
      return withNamed(target, value, place);
    case 'SubmodelElementList':
      return withListed(target, value, place);
    case 'Capability':
    case 'Operation':
      refuse(place, 'type', `A ${target.modelType} has no value.`);
      return target;
    default:
      throw new Error(
        `no such class of element: ${(target satisfies never as Container).modelType}`,
      );
  }
}

function literal(
  type: Parameters<typeof fromJsonValue>[0],
  value: unknown,
  present: string | undefined,
  place: Place,
): string | undefined {
  const read = fromJsonValue(type, value, present);
  if (read.ok) return read.value;
  refuse(place, read.error.constraint, read.error.message);
  return present;
}

function attributesOf(
  target: Container,
  value: unknown,
  allowed: readonly string[],
  place: Place,
): Loose {
  const known = allowed.join(', ');
  if (!isObject(value)) {
    refuse(place, 'type', `The value of a ${target.modelType} is an object with ${known}.`);
    return {};
  }
  for (const name of Object.keys(value)) {
    if (allowed.includes(name)) continue;
    const message = `The value of a ${target.modelType} has ${known} only; remove it.`;
    refuse(inside(place, name), 'unknown', message);
  }
  return value;
}

/** Takes the given attributes over as they are, and checks them as those of the class. */
function attributes<T extends SubmodelElement>(
  target: T,
  value: unknown,
  allowed: readonly (keyof T & string)[],
  place: Place,
): T {
  const given = attributesOf(target, value, allowed, place);
  const taken = allowed.filter((name) => Object.hasOwn(given, name));
  if (taken.length === 0) return target;
  const changed = Object.fromEntries(taken.map((name) => [name, given[name]]));
  noteAll(verify(target.modelType, { ...bare(target), ...changed }), place);
  return { ...target, ...changed };
}

/** What an element must have besides its value, and cannot be broken by it. */
function bare(element: SubmodelElement): Loose {
  const { modelType } = element;
  if (modelType === 'BasicEventElement') {
    const { observed, direction, state } = element;
    return { modelType, observed, direction, state };
  }
  if (modelType !== 'Entity') return { modelType };
  const { entityType, globalAssetId, specificAssetIds } = element;
  return { modelType, entityType, globalAssetId, specificAssetIds };
}

function noteAll(found: readonly Violation[], place: Place): void {
  for (const each of found) place.violations.push({ ...each, path: place.path + each.path });
}

/** `[{"en": "…"}, {"de": "…"}]`. */
function langStrings(value: unknown, place: Place): readonly LangString[] {
  if (!Array.isArray(value) || value.length === 0) {
    refuse(place, 'type', 'It must be an array of objects like {"en": "text"}, one a language.');
    return [];
  }
  const texts = value.map((item: unknown, index) => {
    const entries = isObject(item) ? Object.entries(item) : [];
    const [language = '', text] = entries[0] ?? [];
    if (entries.length === 1 && typeof text === 'string') return { language, text };
    refuse(inside(place, index), 'type', 'It must be an object like {"en": "text"}.');
    return { language: `x-${index}`, text: '-' };
  });
  for (const each of verify('MultiLanguageProperty', {
    modelType: 'MultiLanguageProperty',
    value: texts,
  })) {
    const item = /^\/value(\/[0-9]+)/.exec(each.path)?.[1] ?? '';
    place.violations.push({ ...each, path: place.path + item });
  }
  return texts;
}

function entity(target: Entity, value: unknown, place: Place): Entity {
  const known = ['statements', 'entityType', 'globalAssetId', 'specificAssetIds'] as const;
  const { statements, ...own } = attributesOf(target, value, known, place);
  const changed = attributes(target, onlyKnown(own, known), known, place);
  if (statements === undefined) return changed;
  return withNamed(changed, statements, inside(place, 'statements'));
}

/** Annotations come as an array of objects of one name each, or as one object. */
function annotated(
  target: AnnotatedRelationshipElement,
  value: unknown,
  place: Place,
): AnnotatedRelationshipElement {
  const known = ['first', 'second', 'annotations'] as const;
  const { annotations, ...ends } = attributesOf(target, value, known, place);
  const related = attributes(target, onlyKnown(ends, known), known, place);
  if (annotations === undefined) return related;
  const within = inside(place, 'annotations');
  if (!Array.isArray(annotations)) return withNamed(related, annotations, within);
  return annotations.reduce<AnnotatedRelationshipElement>(
    (element, each, index) => withNamed(element, each, inside(within, index)),
    related,
  );
}

/** Without the attributes that have been refused before. */
function onlyKnown(given: Loose, known: readonly string[]): Loose {
  return Object.fromEntries(Object.entries(given).filter(([name]) => known.includes(name)));
}

function withNamed<T extends Container>(target: T, value: unknown, place: Place): T {
  if (!isObject(value)) {
    refuse(place, 'type', `The value of a ${target.modelType} is an object of named values.`);
    return target;
  }
  const children = childrenOf(target);
  const known = new Set(children.map((child) => child.idShort));
  for (const name of Object.keys(value)) {
    if (known.has(name)) continue;
    refuse(inside(place, name), 'unknown', `There is no element "${name}" here; add it first.`);
  }
  const changed = children.map((child) => {
    const name = child.idShort ?? '';
    if (!Object.hasOwn(value, name) || value[name] === undefined) return child;
    return apply(child, value[name], inside(place, name)) as SubmodelElement;
  });
  return changed.length === 0 ? target : withChildren(target, changed);
}

function withListed<T extends Container>(target: T, value: unknown, place: Place): T {
  const children = childrenOf(target);
  if (!Array.isArray(value)) {
    refuse(place, 'type', 'The value of a SubmodelElementList is an array.');
    return target;
  }
  const isWithoutValues = value.length === 0 && (toValue(target) as unknown[]).length === 0;
  if (value.length !== children.length && !isWithoutValues) {
    const message = `The list has ${children.length} elements; give one value each, or null.`;
    refuse(place, 'cardinality', message);
    return target;
  }
  const changed = children.map((child, index) => {
    const item: unknown = value[index];
    if (item === null || item === undefined) return child;
    return apply(child, item, inside(place, index)) as SubmodelElement;
  });
  return changed.length === 0 ? target : withChildren(target, changed);
}
