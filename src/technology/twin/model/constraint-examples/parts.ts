/**
 * Test data: the small objects that the examples of constraints are made of. Not part of the
 * product.
 */

import type { verify } from '../index.ts';

type Example = readonly [as: Parameters<typeof verify>[0], value: unknown];

export interface Row {
  readonly id: string;
  readonly satisfying: Example;
  readonly violating: Example;
  /** Where the violation is. */
  readonly at: string;
}

export const external = {
  type: 'ExternalReference',
  keys: [{ type: 'GlobalReference', value: 'urn:x' }],
};
export const otherExternal = {
  type: 'ExternalReference',
  keys: [{ type: 'GlobalReference', value: 'urn:y' }],
};
export const toSubmodel = { type: 'ModelReference', keys: [{ type: 'Submodel', value: 'urn:s' }] };

export const property = (more: object) => ({
  modelType: 'Property',
  valueType: 'xs:string',
  ...more,
});
export const submodel = (more: object) => ({ modelType: 'Submodel', id: 'urn:s', ...more });
export const collection = (...value: unknown[]) => ({
  modelType: 'SubmodelElementCollection',
  value,
});
export const list = (more: object) => ({
  modelType: 'SubmodelElementList',
  typeValueListElement: 'Capability',
  ...more,
});
export const keys = (type: string, ...names: string[]) => ({
  type,
  keys: names.map((name) => ({ type: name, value: '1' })),
});
export const iec = (more: object) => ({
  modelType: 'DataSpecificationIec61360',
  preferredName: [{ language: 'en', text: 'name' }],
  ...more,
});
export const defined = { definition: [{ language: 'en-GB', text: 'what it is' }] };
export const concept = (more: object, content: object, id = 'urn:c') => ({
  modelType: 'ConceptDescription',
  id,
  ...more,
  embeddedDataSpecifications: [
    { dataSpecification: external, dataSpecificationContent: iec(content) },
  ],
});
export const contentPath = '/embeddedDataSpecifications/0/dataSpecificationContent';
export const asset = (more: object) => ({ assetKind: 'Instance', ...more });
export const event = (more: object) => ({
  modelType: 'BasicEventElement',
  observed: toSubmodel,
  direction: 'output',
  state: 'on',
  ...more,
});
export const templateQualifier = [{ type: 't', valueType: 'xs:string', kind: 'TemplateQualifier' }];
export const capability = { modelType: 'Capability', idShort: 'drill' };
export const codedIn = (value: string) => ({
  submodels: [
    submodel({
      submodelElements: [
        property({
          idShort: 'colour',
          value,
          valueId: keys('ExternalReference', 'GlobalReference'),
        }),
      ],
      qualifiers: [
        {
          type: 'q',
          valueType: 'xs:string',
          value,
          valueId: keys('ExternalReference', 'GlobalReference'),
        },
      ],
    }),
  ],
  conceptDescriptions: [concept({}, { value: 'red' }, '1')],
});
export const listedConcept = (content: object) => ({
  conceptDescriptions: [
    concept(
      {},
      {
        ...defined,
        valueList: {
          valueReferencePairs: [
            { value: 'red', valueId: keys('ExternalReference', 'GlobalReference') },
          ],
        },
      },
    ),
    concept({}, { ...defined, ...content }, '1'),
  ],
});

export function nested(levels: number): object {
  return levels === 0 ? capability : { ...collection(nested(levels - 1)), idShort: 'inner' };
}
