/** The known submodels as pages show them, from small fixtures and the published templates. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConceptDescription, SubmodelElement } from '#technology/twin/model';
import { readCarbonFootprint, spansOf, stagesOf } from './carbon-footprint.ts';
import { isContactRole, readContacts } from './contact.ts';
import { byClass, readDocuments } from './documents.ts';
import {
  collection,
  file,
  list,
  property,
  publishedTemplate,
  submodel,
  texts,
} from './fixtures.ts';
import { meaningOf, nameOf, pickText } from './localise.ts';
import { readNameplate } from './nameplate.ts';
import { readStructure } from './structure.ts';
import { readTechnicalData } from './technical-data.ts';
import { unitOf, writtenUnit } from './unit.ts';

const concept: ConceptDescription = {
  modelType: 'ConceptDescription',
  id: 'urn:test:power',
  embeddedDataSpecifications: [
    {
      dataSpecification: { type: 'ExternalReference', keys: [] },
      dataSpecificationContent: {
        modelType: 'DataSpecificationIec61360',
        preferredName: [{ language: 'it', text: 'Potenza attiva' }],
        definition: [{ language: 'en', text: 'Power that does work' }],
        unit: 'KWT',
      },
    },
  ],
};

test('a text is picked in the reader’s language, then English, and says when it fell back', () => {
  const given = [
    { language: 'en', text: 'power' },
    { language: 'pt', text: 'potência' },
  ];
  assert.deepEqual(pickText(given, 'pt-BR'), {
    text: 'potência',
    language: 'pt',
    fallback: false,
  });
  assert.deepEqual(pickText(given, 'ar'), { text: 'power', language: 'en', fallback: true });
  assert.equal(pickText([{ language: 'it', text: ' ' }], 'it'), undefined);
  assert.equal(pickText(undefined, 'it'), undefined);
});

test('a name in the reader’s language wins over a display name in another', () => {
  const element = { idShort: 'P', displayName: [{ language: 'en', text: 'Active power' }] };
  assert.equal(nameOf(element, 'it', concept)?.text, 'Potenza attiva');
  assert.equal(nameOf(element, 'en', concept)?.text, 'Active power');
  assert.deepEqual(nameOf(element, 'ru', concept), {
    text: 'Active power',
    language: 'en',
    fallback: true,
  });
  assert.equal(nameOf({ idShort: 'P' }, 'uz')?.text, 'P');
  assert.equal(meaningOf(element, 'it', concept)?.text, 'Power that does work');
});

test('a unit comes from the qualifier or the concept, and codes become signs', () => {
  const element: SubmodelElement = { modelType: 'Property', valueType: 'xs:double' };
  assert.equal(unitOf(element, concept), 'kW');
  const qualifiers = [{ type: 'Unit', valueType: 'xs:string' as const, value: 'CEL' }];
  assert.equal(unitOf({ ...element, qualifiers }, concept), '°C');
  assert.equal(unitOf(element), undefined);
  assert.equal(writtenUnit('degC'), '°C');
  assert.equal(writtenUnit('parsec'), 'parsec');
  assert.equal(writtenUnit('nm'), 'nm', 'a nanometre is not a newton metre');
});

test('a nameplate is read in the names of every version', () => {
  const plate = readNameplate(
    submodel(
      texts('ManufacturerName', { de: 'Lariana Maschinen', it: 'Lariana Macchine SpA' }),
      property('ManufacturerProductType', 'LM 520-5X'),
      property('YearOfConstruction', ''),
      property('SerialNumber', 'LM520-23-0147'),
      list(
        'Markings',
        collection(
          undefined,
          property('MarkingName', 'CE'),
          file('MarkingFile', '/aasx/files/ce.pdf', 'application/pdf'),
        ),
      ),
    ),
    'it',
  );
  assert.deepEqual(
    plate.rows.map((row) => [row.field, row.value.text]),
    [
      ['manufacturer', 'Lariana Macchine SpA'],
      ['type', 'LM 520-5X'],
      ['serialNumber', 'LM520-23-0147'],
    ],
  );
  assert.equal(plate.markings[0]?.filePath, 'Markings[0].MarkingFile');
  const version1 = readNameplate(
    submodel(collection('Markings', collection('Marking01', property('MarkingName', 'CE')))),
    'it',
  );
  assert.equal(version1.markings[0]?.name, 'CE');
  assert.equal(version1.markings[0]?.filePath, undefined);
});

test('technical data is a sheet: the properties of a section before its subsections', () => {
  const data = readTechnicalData(
    submodel(
      collection('GeneralInformation', property('ManufacturerName', 'Lariana')),
      collection(
        'TechnicalProperties',
        collection('Spindle', property('Speed', '12000', 'xs:int')),
        property('Mass', '4200', 'xs:int'),
      ),
      collection(
        'FurtherInformation',
        texts('TextStatement01', { en: 'Without guarantee' }),
        property('ValidDate', '2026-01-31', 'xs:date'),
      ),
    ),
    'en',
  );
  assert.deepEqual(
    data.sheet.map((line) => line.path),
    [
      'TechnicalProperties.Mass',
      'TechnicalProperties.Spindle',
      'TechnicalProperties.Spindle.Speed',
    ],
  );
  assert.equal(data.statements[0]?.text, 'Without guarantee');
  assert.equal(data.validDate, '2026-01-31');
  assert.equal(data.general.length, 1);
});

function handed(classId: string, title: string, counter = ''): SubmodelElement {
  return collection(
    counter === '' ? undefined : `Document${counter}`,
    collection(
      'DocumentClassification01',
      property('ClassId', classId),
      property('ClassificationSystem', 'VDI2770:2018'),
    ),
    collection(
      'DocumentVersion01',
      property('Language01', 'it'),
      texts('Title', { it: title }),
      file('DigitalFile01', '/aasx/files/manual%20it.pdf', 'application/pdf'),
    ),
  );
}

test('documents of both versions are grouped by class, those without a class last', () => {
  const documents = readDocuments(
    submodel(handed('', 'Varie', '01'), handed('03-02', 'Manuale', '02')),
    'it',
  );
  assert.deepEqual(
    byClass(documents).map((each) => each.classId),
    ['03-02', ''],
  );
  assert.equal(documents[1]?.title?.text, 'Manuale');
  assert.equal(documents[1]?.files[0]?.name, 'manual it.pdf');
  assert.deepEqual(documents[1]?.languages, ['it']);
  const version2 = readDocuments(submodel(list('Documents', handed('03-02', 'Manuale'))), 'it');
  assert.equal(version2[0]?.files[0]?.path, 'Documents[0].DocumentVersion01.DigitalFile01');
});

function footprint(phases: readonly string[], massKg: string): SubmodelElement {
  return collection(
    undefined,
    list('LifeCyclePhases', ...phases.map((phase) => property('', phase))),
    property('PcfCO2eq', massKg, 'xs:decimal'),
    property('QuantityOfMeasureForCalculation', '1', 'xs:double'),
    property('ReferenceImpactUnitForCalculation', '0173-1#07-ABZ603#003'),
    list('PcfCalculationMethods', property('', '0173-1#07-ABU218#003')),
  );
}

test('footprints follow the life cycle, and add up only where no phase is twice', () => {
  const read = (...each: readonly SubmodelElement[]) =>
    readCarbonFootprint(submodel(list('ProductCarbonFootprints', ...each)));
  const good = read(
    footprint(['B6 - usage'], '12000'),
    footprint(['0173-1#07-ABZ789#003'], '6600'),
  );
  assert.deepEqual(
    good.footprints.map((each) => each.phases),
    [['A1-A3'], ['B6']],
  );
  assert.equal(good.totalKg, 18600);
  assert.deepEqual(good.footprints[0]?.methods, ['ISO 14067']);
  assert.equal(good.footprints[0]?.unit, 'piece');
  const twice = read(footprint(['A1-A3'], '6600'), footprint(['A3 - production'], '900'));
  assert.equal(twice.totalKg, undefined, 'A3 is in both');
  assert.equal(read(footprint(['A1'], 'n/a')).footprints.length, 0);
  assert.deepEqual(stagesOf('C2-C4'), ['C2', 'C3', 'C4']);
  assert.deepEqual(spansOf(['A1', 'A2', 'A3']), ['A1-A3']);
  assert.deepEqual(spansOf(['A1', 'B6']), ['A1', 'B6']);
});

test('a structure is a tree of parts with their counts and assets', () => {
  const structure = readStructure(
    submodel(
      {
        modelType: 'Entity',
        idShort: 'EntryNode',
        entityType: 'SelfManagedEntity',
        globalAssetId: 'urn:asset:line',
        statements: [
          {
            modelType: 'Entity',
            idShort: 'Robot',
            entityType: 'CoManagedEntity',
            statements: [property('BulkCount', '2', 'xs:unsignedLong')],
          },
          {
            modelType: 'RelationshipElement',
            idShort: 'SameAs01',
            first: {
              type: 'ModelReference',
              keys: [
                { type: 'Submodel', value: 'urn:test:submodel' },
                { type: 'Entity', value: 'EntryNode' },
                { type: 'Entity', value: 'Robot' },
              ],
            },
            second: {
              type: 'ExternalReference',
              keys: [{ type: 'GlobalReference', value: 'urn:asset:robot' }],
            },
          },
        ],
      },
      property('ArcheType', 'OneDown'),
    ),
    'en',
  );
  assert.equal(structure.root?.parts[0]?.count, 2);
  assert.equal(structure.root?.parts[0]?.globalAssetId, 'urn:asset:robot');
  assert.equal(structure.archetype, 'OneDown');
  assert.equal(structure.size, 1);
  assert.equal(readStructure(submodel(), 'en').root, undefined);
});

test('a contact is a card with its channels and an address as on an envelope', () => {
  const [contact] = readContacts(
    submodel(
      collection(
        'ContactInformation__00__',
        property('RoleOfContactPerson', '0173-1#07-AAS931#001'),
        texts('Company', { it: 'Lariana Macchine SpA' }),
        texts('Street', { it: 'Via Como 1' }),
        texts('Zipcode', { it: '22100' }),
        texts('CityTown', { it: 'Como' }),
        collection('Phone', texts('TelephoneNumber', { it: '+39 031 000000' })),
        collection('Email', property('EmailAddress', 'aiuto@lariana.example')),
      ),
    ),
    'it',
  );
  assert.equal(contact?.role, 'technical');
  assert.ok(isContactRole(contact?.role));
  assert.deepEqual(contact?.address, ['Via Como 1', '22100 Como']);
  assert.deepEqual(
    contact?.channels.map((channel) => [channel.kind, channel.address]),
    [
      ['phone', '+39 031 000000'],
      ['email', 'aiuto@lariana.example'],
    ],
  );
});

test('the published templates with their example values are read', (t) => {
  const nameplate = publishedTemplate('02006');
  if (nameplate === undefined) return t.skip('the optional data folder is not here');
  const plate = readNameplate(nameplate, 'en');
  assert.ok(plate.rows.length >= 12, `${plate.rows.length} fields of the nameplate`);
  assert.equal(plate.markings.length, 1);
  assert.ok(plate.address);

  const documents = readDocuments(publishedTemplate('02004') ?? submodel(), 'de');
  assert.equal(documents.length, 1);
  assert.equal(documents[0]?.files.length, 1);
  assert.ok(documents[0]?.title && documents[0].classId);

  const carbon = readCarbonFootprint(publishedTemplate('02023') ?? submodel());
  assert.ok(carbon.footprints.length >= 1);

  const data = readTechnicalData(publishedTemplate('02003') ?? submodel(), 'en');
  assert.ok(data.sheet.length > 5 && data.general.length === 5);

  const structure = readStructure(publishedTemplate('02011') ?? submodel(), 'en');
  assert.equal(structure.size, 2);

  const contacts = readContacts(publishedTemplate('02002') ?? submodel(), 'de');
  assert.equal(contacts.length, 1);
  assert.ok((contacts[0]?.channels.length ?? 0) >= 3);
});
