/** The submodels of one machine that say what it is: plate, contact, data sheet, papers, carbon. */

import type { Submodel, SubmodelElement } from '#technology/twin/model';
import { externalReference, fillSubmodel, readStructure, type Values } from './fill.ts';
import { conceptId, submodelId } from './ids.ts';
import type { Figure, Machine, Maker, Paper } from './machines/machine.ts';
import { altobrembo } from './machines/makers.ts';
import type { Texts } from './texts.ts';

/** Where a machine's files lie in its package. */
export const filePath = (code: string, name: string) => `/aasx/files/${code.toLowerCase()}/${name}`;

const irdis = {
  office: '0173-1#07-AAS754#001',
  technicalContact: '0173-1#07-AAS931#001',
  ceMark: '0173-1#07-DAA603#004',
};

export function nameplate(machine: Machine): Submodel {
  const { code, maker } = machine;
  return fillSubmodel(readStructure('nameplate'), submodelId(code, 'nameplate'), {
    URIOfTheProduct: `${maker.web}/${machine.orderCode}/${machine.serialNumber}`,
    ManufacturerName: { plain: maker.name, language: 'it' },
    ManufacturerProductDesignation: machine.displayName,
    AddressInformation: { more: address(maker) },
    ManufacturerProductRoot: machine.root,
    ManufacturerProductFamily: machine.family,
    ManufacturerProductType: machine.model,
    OrderCodeOfManufacturer: machine.orderCode,
    ProductArticleNumberOfManufacturer: machine.articleNumber,
    SerialNumber: machine.serialNumber,
    YearOfConstruction: machine.manufacturedOn.slice(0, 4),
    DateOfManufacture: machine.manufacturedOn,
    HardwareVersion: machine.hardwareVersion,
    FirmwareVersion: machine.firmwareVersion,
    CountryOfOrigin: maker.country,
    Markings: [
      {
        MarkingName: irdis.ceMark,
        IssueDate: machine.manufacturedOn,
        MarkingFile: { path: filePath(code, 'ce.svg'), contentType: 'image/svg+xml' },
      },
    ],
    AssetSpecificProperties: {
      GuidelineSpecificProperties: machine.directives.map((directive) => ({
        GuidelineForConformityDeclaration: directive,
      })),
    },
  });
}

/** The contact drop-in that the plate and the footprint use for addresses. */
function address(who: Maker): readonly SubmodelElement[] {
  const structure = readStructure('contact-information').children[0];
  const filled = fillSubmodel(
    { ...readStructure('contact-information'), children: structure?.children ?? [] },
    'unused',
    contactValues(who),
  );
  return filled.submodelElements ?? [];
}

function contactValues(who: Maker): Values {
  const plain = (text: string) => ({ plain: text, language: 'it' });
  return {
    RoleOfContactPerson: irdis.technicalContact,
    NationalCode: plain(who.country),
    CityTown: plain(who.town),
    Company: plain(who.name),
    Phone: { TelephoneNumber: plain(who.phone), TypeOfTelephone: irdis.office },
    Email: { EmailAddress: who.email, TypeOfEmailAddress: irdis.office },
    Street: plain(who.street),
    Zipcode: plain(who.zipcode),
    StateCounty: plain(who.province),
    AddressOfAdditionalLink: who.web,
  };
}

export function contact(machine: Machine): Submodel {
  return fillSubmodel(readStructure('contact-information'), submodelId(machine.code, 'contact'), {
    ContactInformation: contactValues(machine.maker),
  });
}

export function technicalData(machine: Machine): Submodel {
  const { code } = machine;
  const areas = Object.entries(machine.figures).map(([name, figures]) => section(name, figures));
  return fillSubmodel(readStructure('technical-data'), submodelId(code, 'technical-data'), {
    GeneralInformation: {
      ManufacturerName: machine.maker.name,
      ManufacturerProductDesignation: machine.displayName,
      ManufacturerArticleNumber: machine.articleNumber,
      ManufacturerOrderCode: machine.orderCode,
      ProductImages: [
        { ImageFile: { path: filePath(code, 'drawing.svg'), contentType: 'image/svg+xml' } },
      ],
    },
    ProductClassifications: [
      {
        ClassificationSystem: 'ECLASS',
        ClassificationSystemVersion: '14.0',
        ProductClassId: machine.eclass.id,
        ProductClassCodedName: machine.eclass.id,
        ProductClassName: machine.eclass.name,
      },
    ],
    TechnicalPropertyAreas: [{ more: areas }],
    FurtherInformation: { ValidDate: '2030-12-31' },
  });
}

/** The template leaves sections open, but each carries its semantic id. */
function section(idShort: string, figures: readonly Figure[]): SubmodelElement {
  return {
    modelType: 'SubmodelElementCollection',
    idShort,
    semanticId: externalReference('https://admin-shell.io/SMT/General/Arbitrary'),
    value: figures.map(([name, value, unit]) => ({
      modelType: 'Property',
      idShort: name,
      semanticId: externalReference(conceptId(name)),
      valueType: unit === '1' && /^\d+$/.test(value) ? 'xs:unsignedInt' : 'xs:double',
      value,
    })),
  };
}

/** VDI 2770 part 1, table of document classes. */
const documentClasses: Readonly<Record<Paper['classId'], Texts>> = {
  '02-01': [
    'Technical specification',
    'Specifica tecnica',
    'Texnik tavsif',
    'Техническая спецификация',
    'Especificação técnica',
    'المواصفات الفنية',
  ],
  '02-02': [
    'Drawings, plans',
    'Disegni, schemi',
    'Chizmalar, sxemalar',
    'Чертежи, схемы',
    'Desenhos, esquemas',
    'رسومات ومخططات',
  ],
  '02-04': [
    'Certificates, declarations',
    'Certificati, dichiarazioni',
    'Sertifikatlar, deklaratsiyalar',
    'Сертификаты, декларации',
    'Certificados, declarações',
    'شهادات وإعلانات',
  ],
  '03-02': ['Operation', 'Uso', 'Foydalanish', 'Эксплуатация', 'Operação', 'التشغيل'],
  '03-04': [
    'Maintenance, inspection',
    'Manutenzione, ispezione',
    'Xizmat koʻrsatish, koʻrik',
    'Обслуживание, осмотр',
    'Manutenção, inspeção',
    'الصيانة والفحص',
  ],
};

export function handoverDocumentation(machine: Machine): Submodel {
  const id = submodelId(machine.code, 'handover-documentation');
  return fillSubmodel(readStructure('handover-documentation'), id, {
    Documents: machine.papers.map((paper) => ({
      DocumentIds: [
        {
          DocumentDomainId: machine.maker.web,
          DocumentIdentifier: paper.number,
          DocumentIsPrimary: 'true',
        },
      ],
      DocumentClassifications: [
        {
          ClassId: paper.classId,
          ClassName: documentClasses[paper.classId],
          ClassificationSystem: 'VDI2770:2020',
        },
      ],
      DocumentVersions: [
        {
          Language: ['it', 'en'],
          Version: '1.0',
          Title: paper.title,
          Description: paper.summary,
          StatusSetDate: machine.manufacturedOn,
          StatusValue: 'Released',
          OrganizationShortName: machine.maker.name,
          OrganizationOfficialName: machine.maker.officialName,
          DigitalFiles: [
            {
              path: filePath(machine.code, `${paper.number.toLowerCase()}.pdf`),
              contentType: 'application/pdf',
            },
          ],
        },
      ],
    })),
  });
}

const iso14067 = { code: 'ISO 14067', irdi: '0173-1#07-ABU218#003' };
const piece = { code: 'piece', irdi: '0173-1#07-ABZ603#003' };
const phases = {
  production: [
    {
      code: 'A1 - raw material supply (and upstream production)',
      irdi: '0173-1#07-ABU208#003',
    },
    { code: 'A2 - cradle-to-gate transport to factory', irdi: '0173-1#07-ABU209#003' },
    { code: 'A3 - production', irdi: '0173-1#07-ABU210#003' },
  ],
  delivery: [{ code: 'A4 - transport to final destination', irdi: '0173-1#07-ABU211#003' }],
};

export function carbonFootprint(machine: Machine): Submodel {
  const { code, footprint, manufacturedOn } = machine;
  const common = {
    PcfCalculationMethods: [iso14067],
    ReferenceImpactUnitForCalculation: piece,
    QuantityOfMeasureForCalculation: '1',
    GoodsHandoverAddress: { more: address(altobrembo) },
    PublicationDate: `${manufacturedOn}T00:00:00Z`,
    ExpirationDate: `${Number(manufacturedOn.slice(0, 4)) + 5}-12-31T00:00:00Z`,
  };
  return fillSubmodel(readStructure('carbon-footprint'), submodelId(code, 'carbon-footprint'), {
    ProductCarbonFootprints: [
      { ...common, PcfCO2eq: footprint.productionKg, LifeCyclePhases: phases.production },
      { ...common, PcfCO2eq: footprint.deliveryKg, LifeCyclePhases: phases.delivery },
    ],
  });
}
