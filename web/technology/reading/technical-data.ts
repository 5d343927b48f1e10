/**
 * Technical data (IDTA 02003, versions 1 and 2) as what a data sheet shows: who makes it, how it
 * is classified, and sections of properties in the order of the submodel.
 */

import type { Submodel, SubmodelElement } from '#technology/twin/model';
import { canHaveChildren } from '#technology/twin/model';
import type { Localised } from './localise.ts';
import {
  childNamed,
  childrenNamed,
  membersOf,
  type Placed,
  placedChildren,
  plainNamed,
  textNamed,
  textOf,
} from './lookup.ts';

export interface Classification {
  readonly system: string;
  readonly version: string | undefined;
  readonly classId: string;
  readonly className: Localised | undefined;
}

/** A property, or a section of properties with its own heading. */
export type SheetLine =
  | { readonly kind: 'fact'; readonly path: string; readonly element: SubmodelElement }
  | {
      readonly kind: 'section';
      readonly path: string;
      readonly element: SubmodelElement;
      readonly depth: number;
    };

export interface TechnicalData {
  readonly general: readonly Placed[];
  readonly images: readonly Placed[];
  readonly classifications: readonly Classification[];
  readonly sheet: readonly SheetLine[];
  readonly statements: readonly Localised[];
  readonly validDate: string | undefined;
}

/** Deepest section that still gets a heading of its own. */
const depthMax = 12;

export function readTechnicalData(submodel: Submodel, language: string): TechnicalData {
  const general = childNamed(submodel, 'GeneralInformation');
  const further = childNamed(submodel, 'FurtherInformation');
  const areas = [
    ...membersOf(submodel, 'TechnicalPropertyAreas', 'TechnicalPropertyArea'),
    ...membersOf(submodel, 'SpecificDescriptions', 'SpecificDescription'),
  ];
  const version1 = childNamed(submodel, 'TechnicalProperties');
  const generalChildren = general === undefined ? [] : placedChildren(general);
  return {
    general: generalChildren.filter(isFact),
    images: imagesOf(general, generalChildren),
    classifications: membersOf(
      submodel,
      'ProductClassifications',
      'ProductClassificationItem',
    ).flatMap((item) => readClassification(item, language)),
    sheet: [...areas, ...(version1 === undefined ? [] : [version1])].flatMap((area) =>
      linesOf(area, 0),
    ),
    statements: childrenNamed(further, 'TextStatement').flatMap(
      (child) => textOf(child, language) ?? [],
    ),
    validDate: plainNamed(further, 'ValidDate'),
  };
}

function readClassification(item: Placed, language: string): readonly Classification[] {
  const classId = plainNamed(item, 'ProductClassId', 'ProductClassCodedName');
  if (classId === undefined) return [];
  return [
    {
      system: plainNamed(item, 'ClassificationSystem', 'ProductClassificationSystem') ?? '',
      version: plainNamed(item, 'ClassificationSystemVersion'),
      classId,
      className: textNamed(item, language, 'ProductClassName'),
    },
  ];
}

/** An area's properties first, then its sections: a heading never splits a list from its head. */
function linesOf(parent: Placed, depth: number): readonly SheetLine[] {
  const children = placedChildren(parent);
  const facts = children.filter(isFact);
  const sections = children.filter((child) => !isFact(child));
  return [
    ...facts.map(({ element, path }) => ({ kind: 'fact' as const, element, path })),
    ...sections.flatMap((child) => [
      { kind: 'section' as const, element: child.element, path: child.path, depth },
      ...(depth < depthMax ? linesOf(child, depth + 1) : []),
    ]),
  ];
}

function isFact({ element }: Placed): boolean {
  return !canHaveChildren(element);
}

function imagesOf(general: Placed | undefined, children: readonly Placed[]): readonly Placed[] {
  const inList = membersOf(general, 'ProductImages', 'ProductImage').flatMap((member) =>
    member.element.modelType === 'File' ? [member] : placedChildren(member),
  );
  return [...inList, ...children].filter(
    ({ element }) =>
      element.modelType === 'File' &&
      (element.value ?? '') !== '' &&
      (element.contentType ?? '').startsWith('image/'),
  );
}
