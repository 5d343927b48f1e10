/**
 * Handover documentation (IDTA 02004, versions 1 and 2) as a shelf of documents: title, class,
 * version, date and status, and its files to open; grouped by VDI 2770 class.
 */

import type { Submodel } from '#technology/twin/model';
import type { Localised } from './localise.ts';
import { membersOf, type Placed, placedChildren, plainNamed, textNamed } from './lookup.ts';
import { fileName } from './value.ts';

export interface DocumentFile {
  /** idShortPath of the File element; its attachment is the content. */
  readonly path: string;
  readonly name: string;
  readonly contentType: string | undefined;
  /** Set when the file lies elsewhere and not on the node. */
  readonly href: string | undefined;
}

export interface HandedDocument {
  readonly path: string;
  readonly identifier: string | undefined;
  /** VDI 2770 class, e.g. `03-02`; empty where none is stated. */
  readonly classId: string;
  readonly className: Localised | undefined;
  readonly title: Localised | undefined;
  readonly summary: Localised | undefined;
  readonly version: string | undefined;
  readonly languages: readonly string[];
  readonly date: string | undefined;
  readonly status: string | undefined;
  readonly organisation: string | undefined;
  readonly files: readonly DocumentFile[];
}

export interface DocumentClass {
  readonly classId: string;
  readonly className: Localised | undefined;
  readonly documents: readonly HandedDocument[];
}

/** Every document's current version, in the submodel's order. */
export function readDocuments(submodel: Submodel, language: string): readonly HandedDocument[] {
  return membersOf(submodel, 'Documents', 'Document').map((document) =>
    readDocument(document, language),
  );
}

/** The same by class, classes in the order of VDI 2770, those without one last. */
export function byClass(documents: readonly HandedDocument[]): readonly DocumentClass[] {
  const classes = new Map<string, DocumentClass>();
  for (const document of documents) {
    const known = classes.get(document.classId);
    classes.set(document.classId, {
      classId: document.classId,
      className: known?.className ?? document.className,
      documents: [...(known?.documents ?? []), document],
    });
  }
  return [...classes.values()].sort((a, b) => {
    if (a.classId === '' || b.classId === '') return a.classId === '' ? 1 : -1;
    return a.classId.localeCompare(b.classId, 'en', { numeric: true });
  });
}

function readDocument(document: Placed, language: string): HandedDocument {
  const classification = classificationOf(document);
  const versions = membersOf(document, 'DocumentVersions', 'DocumentVersion');
  const version = versionFor(versions, language);
  return {
    path: document.path,
    identifier: identifierOf(document),
    classId: plainNamed(classification, 'ClassId', 'DocumentClassId') ?? '',
    className: textNamed(classification, language, 'ClassName', 'DocumentClassName'),
    title: textNamed(version, language, 'Title'),
    summary: textNamed(version, language, 'Description', 'Summary'),
    version: plainNamed(version, 'Version', 'DocumentVersionId'),
    languages: languagesOf(version),
    date: plainNamed(version, 'StatusSetDate', 'SetDate'),
    status: plainNamed(version, 'StatusValue'),
    organisation: plainNamed(version, 'OrganizationShortName', 'OrganizationName'),
    files: filesOf(version),
  };
}

/** VDI 2770's class where several systems are stated. */
function classificationOf(document: Placed): Placed | undefined {
  const all = membersOf(document, 'DocumentClassifications', 'DocumentClassification');
  return all.find((each) => /2770/.test(plainNamed(each, 'ClassificationSystem') ?? '')) ?? all[0];
}

function identifierOf(document: Placed): string | undefined {
  const ids = membersOf(document, 'DocumentIds', 'DocumentId');
  const primary = ids.find((id) => plainNamed(id, 'DocumentIsPrimary', 'IsPrimary') === 'true');
  return plainNamed(primary ?? ids[0], 'DocumentIdentifier', 'ValueId');
}

/** The version in the reader's language where versions are translations; else the last one. */
function versionFor(versions: readonly Placed[], language: string): Placed | undefined {
  const wanted = language.split('-')[0];
  return (
    versions.findLast((version) =>
      languagesOf(version).some((each) => each.split('-')[0] === wanted),
    ) ?? versions.at(-1)
  );
}

function languagesOf(version: Placed | undefined): readonly string[] {
  const members = membersOf(version, 'Language', 'Language').concat(
    membersOf(version, 'Languages', 'Languages'),
  );
  const tags = members.flatMap(({ element }) =>
    element.modelType === 'Property' && (element.value ?? '') !== ''
      ? [(element.value ?? '').toLowerCase()]
      : [],
  );
  return [...new Set(tags)];
}

function filesOf(version: Placed | undefined): readonly DocumentFile[] {
  return membersOf(version, 'DigitalFiles', 'DigitalFile')
    .flatMap((member) => (member.element.modelType === 'File' ? [member] : placedChildren(member)))
    .flatMap(({ element, path }) =>
      element.modelType === 'File' && (element.value ?? '') !== ''
        ? [
            {
              path,
              name: fileName(element.value ?? ''),
              contentType: element.contentType,
              href: /^https?:\/\//i.test(element.value ?? '') ? element.value : undefined,
            },
          ]
        : [],
    );
}
