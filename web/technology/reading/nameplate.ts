/**
 * The digital nameplate (IDTA 02006, versions 1 to 3) as what a plate says: maker, model, serial
 * number, year, origin, versions, markings. Names changed between versions; all are tried.
 */

import type { Submodel } from '#technology/twin/model';
import type { Localised } from './localise.ts';
import { childNamed, membersOf, type Placed, plainNamed, textNamed } from './lookup.ts';

export type NameplateField =
  | 'manufacturer'
  | 'designation'
  | 'type'
  | 'family'
  | 'article'
  | 'orderCode'
  | 'serialNumber'
  | 'year'
  | 'date'
  | 'country'
  | 'hardware'
  | 'firmware'
  | 'software'
  | 'uri';

export interface NameplateRow {
  readonly field: NameplateField;
  readonly value: Localised;
}

export interface Marking {
  readonly name: string;
  readonly text: string | undefined;
  readonly issued: string | undefined;
  readonly expires: string | undefined;
  /** idShortPath of the File element with the marking or its declaration. */
  readonly filePath: string | undefined;
  readonly contentType: string | undefined;
}

export interface Nameplate {
  readonly rows: readonly NameplateRow[];
  readonly markings: readonly Marking[];
  readonly address: Placed | undefined;
}

const names: Readonly<Record<NameplateField, readonly string[]>> = {
  manufacturer: ['ManufacturerName'],
  designation: ['ManufacturerProductDesignation'],
  type: ['ManufacturerProductType', 'ProductType', 'ManufacturerTypeName'],
  family: ['ManufacturerProductFamily'],
  article: ['ProductArticleNumberOfManufacturer'],
  orderCode: ['OrderCodeOfManufacturer'],
  serialNumber: ['SerialNumber'],
  year: ['YearOfConstruction'],
  date: ['DateOfManufacture'],
  country: ['CountryOfOrigin'],
  hardware: ['HardwareVersion'],
  firmware: ['FirmwareVersion'],
  software: ['SoftwareVersion'],
  uri: ['URIOfTheProduct', 'URIofTheProduct'],
};

/** ECLASS values of `marking name` that stand on most machines. */
const markings: Readonly<Record<string, string>> = { DAA603: 'CE' };

/** What the plate says, in the reader's language; fields that are empty are left out. */
export function readNameplate(submodel: Submodel, language: string): Nameplate {
  const rows = (Object.keys(names) as NameplateField[]).flatMap((field) => {
    const value = textNamed(submodel, language, ...names[field]);
    return value === undefined ? [] : [{ field, value }];
  });
  return {
    rows,
    markings: membersOf(submodel, 'Markings', 'Marking').map(readMarking),
    address: childNamed(submodel, 'AddressInformation', 'ContactInformation', 'Address'),
  };
}

function readMarking(marking: Placed): Marking {
  const file = childNamed(marking, 'MarkingFile');
  const element = file?.element.modelType === 'File' ? file.element : undefined;
  return {
    name: markingName(marking),
    text: plainNamed(marking, 'MarkingAdditionalText', 'DesignationOfCertificateOrApproval'),
    issued: plainNamed(marking, 'IssueDate'),
    expires: plainNamed(marking, 'ExpiryDate'),
    filePath: element?.value ? file?.path : undefined,
    contentType: element?.contentType,
  };
}

/** A marking's name; the approval's own designation where the name is only a foreign code. */
function markingName(marking: Placed): string {
  const name = plainNamed(marking, 'MarkingName') ?? '';
  const code = /0173-1(?:#|-)07(?:-)(\w{6})/.exec(name)?.[1];
  if (code === undefined && name !== '') return name;
  return markings[code ?? ''] ?? plainNamed(marking, 'DesignationOfCertificateOrApproval') ?? name;
}
