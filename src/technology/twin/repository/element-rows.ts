/**
 * Elements as rows and back. A tree is flattened in document order, each element without its
 * children; it is put together again as text, so that reading a submodel parses nothing.
 */

import { castNumber } from '#protection/rules';
import { childrenOf, type LangString, type SubmodelElement, withChildren } from '../model/index.ts';

/** An element on its way into the table; `parent` is its parent's position in the same list. */
export interface NewElement {
  /** -1: the container that the tree is put into. */
  readonly parent: number;
  readonly ord: number;
  /** The idShort; null in a list, where the position names it. */
  readonly key: string | null;
  readonly modelType: string;
  /** The idShortPath with list indexes left out: `Documents[].Title`. */
  readonly path: string;
  readonly semantic: string | null;
  readonly valueType: string | null;
  readonly valueText: string | null;
  readonly valueNum: number | null;
  readonly doc: string;
  readonly texts: readonly LangString[];
}

/** What assembling needs of a row. */
export interface ElementRow {
  readonly pk: number;
  readonly parent: number;
  readonly model_type: string;
  readonly value_text: string | null;
  readonly doc: string;
}

export interface Place {
  /** Path pattern of the container, empty for the submodel. */
  readonly path: string;
  readonly inList: boolean;
  /** Position of the first element. */
  readonly ord: number;
}

/** The rows of these elements and all below them, parents before their children. */
export function flatten(elements: readonly SubmodelElement[], place: Place): NewElement[] {
  const rows: NewElement[] = [];
  const visit = (element: SubmodelElement, parent: number, at: Place) => {
    const key = at.inList ? null : (element.idShort ?? null);
    const path = pathBelow(at, element.idShort);
    const position = rows.length;
    rows.push({ parent, ord: at.ord, key, path, ...ownColumns(element) });
    const inList = element.modelType === 'SubmodelElementList';
    childrenOf(element).forEach((child, ord) => {
      visit(child, position, { path, inList, ord });
    });
  };
  elements.forEach((element, index) => {
    visit(element, -1, { ...place, ord: place.ord + index });
  });
  return rows;
}

function pathBelow(place: Pick<Place, 'path' | 'inList'>, idShort?: string): string {
  if (place.inList) return `${place.path}[]`;
  return place.path === '' ? (idShort ?? '') : `${place.path}.${idShort ?? ''}`;
}

type OwnColumns = Omit<NewElement, 'parent' | 'ord' | 'key' | 'path'>;

/** The columns that an element fills by itself, wherever it stands. */
export function ownColumns(element: SubmodelElement): OwnColumns {
  const own = withoutChildren(element);
  const valueText = queryableText(element);
  return {
    modelType: element.modelType,
    semantic: element.semanticId?.keys[0]?.value ?? null,
    valueType: 'valueType' in element ? (element.valueType ?? null) : null,
    valueText,
    valueNum: valueText === null ? null : (castNumber(valueText) ?? null),
    doc: JSON.stringify(own),
    texts: element.modelType === 'MultiLanguageProperty' ? (element.value ?? []) : [],
  };
}

/** The element's own attributes: what is in doc. */
function withoutChildren(element: SubmodelElement): unknown {
  if (element.modelType === 'Property') {
    const { value: _, ...own } = element;
    return own;
  }
  return childAttribute(element.modelType) === undefined ? element : withChildren(element, []);
}

/** What `$sme#value` compares: a reference counts by its first key (IDTA-01002, References). */
export function queryableText(element: SubmodelElement): string | null {
  switch (element.modelType) {
    case 'Property':
    case 'File':
      return element.value ?? null;
    case 'ReferenceElement':
      return element.value?.keys[0]?.value ?? null;
    default:
      return null;
  }
}

/** The attribute that holds a class's children; undefined for classes that have none. */
function childAttribute(modelType: string): string | undefined {
  switch (modelType) {
    case 'SubmodelElementCollection':
    case 'SubmodelElementList':
      return 'value';
    case 'Entity':
      return 'statements';
    case 'AnnotatedRelationshipElement':
      return 'annotations';
    default:
      return undefined;
  }
}

/** The row's element alone, as JSON text. */
export function ownJson(row: Omit<ElementRow, 'pk' | 'parent'>): string {
  if (row.model_type !== 'Property' || row.value_text === null) return row.doc;
  return `${row.doc.slice(0, -1)},"value":${JSON.stringify(row.value_text)}}`;
}

/**
 * The JSON texts of the elements below `parent`, with all below them that is among the rows. The
 * rows of one parent must be in order.
 */
export function assemble(rows: readonly ElementRow[], parent: number): string[] {
  const byParent = new Map<number, ElementRow[]>();
  for (const row of rows) {
    const siblings = byParent.get(row.parent);
    if (siblings === undefined) byParent.set(row.parent, [row]);
    else siblings.push(row);
  }
  const whole = (row: ElementRow): string => {
    const children = byParent.get(row.pk);
    if (children === undefined) return ownJson(row);
    const attribute = childAttribute(row.model_type);
    if (attribute === undefined) throw new Error(`a ${row.model_type} row has children`);
    return `${row.doc.slice(0, -1)},"${attribute}":[${children.map(whole).join(',')}]}`;
  };
  return (byParent.get(parent) ?? []).map(whole);
}

/** A submodel's JSON text from its own document and its elements'. */
export function submodelJson(doc: string, elements: readonly string[]): string {
  if (elements.length === 0) return doc;
  return `${doc.slice(0, -1)},"submodelElements":[${elements.join(',')}]}`;
}
