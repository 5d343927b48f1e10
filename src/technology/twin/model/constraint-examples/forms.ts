/**
 * Test data: an object that satisfies and one that violates each of the
 * faults of form, which the schemas state without an id.
 */

import {
  capability,
  event,
  external,
  nested,
  property,
  type Row,
  submodel,
  toSubmodel,
} from './parts.ts';

export const forms: readonly Row[] = [
  {
    id: 'required',
    satisfying: ['Key', { type: 'Submodel', value: 'urn:s' }],
    violating: ['Key', { type: 'Submodel' }],
    at: '/value',
  },
  {
    id: 'type',
    satisfying: ['Property', property({ value: '5' })],
    violating: ['Property', property({ value: 5 })],
    at: '/value',
  },
  {
    id: 'enum',
    satisfying: ['Property', property({ valueType: 'xs:int' })],
    violating: ['Property', property({ valueType: 'int' })],
    at: '/valueType',
  },
  {
    id: 'length',
    satisfying: ['Extension', { name: '🤖'.repeat(128) }],
    violating: ['Extension', { name: '🤖'.repeat(129) }],
    at: '/name',
  },
  {
    id: 'length',
    satisfying: ['LangStringNameType', { language: 'en', text: 'a' }],
    violating: ['LangStringNameType', { language: 'en', text: '' }],
    at: '/text',
  },
  {
    id: 'pattern',
    satisfying: ['LangStringNameType', { language: 'uz-Latn-UZ', text: 'a' }],
    violating: ['LangStringNameType', { language: 'uz_Latn', text: 'a' }],
    at: '/language',
  },
  {
    id: 'cardinality',
    satisfying: ['Environment', {}],
    violating: ['Environment', { submodels: [] }],
    at: '/submodels',
  },
  {
    id: 'unknown',
    satisfying: ['Capability', capability],
    violating: ['Capability', { ...capability, semanticID: external }],
    at: '/semanticID',
  },
  {
    id: 'depth',
    satisfying: ['Capability', capability],
    violating: ['SubmodelElementCollection', nested(70)],
    at: '/value/0'.repeat(64),
  },
  {
    id: 'value-type',
    satisfying: ['Property', property({ valueType: 'xs:date', value: '2024-02-29' })],
    violating: ['Property', property({ valueType: 'xs:date', value: '2023-02-29' })],
    at: '/value',
  },
  {
    id: 'unique-language',
    satisfying: ['Capability', { ...capability, description: [{ language: 'en', text: 'a' }] }],
    violating: [
      'Capability',
      {
        ...capability,
        description: [
          { language: 'en', text: 'a' },
          { language: 'en', text: 'b' },
        ],
      },
    ],
    at: '/description/1/language',
  },
  {
    id: 'unique-id',
    satisfying: ['Environment', { submodels: [submodel({}), submodel({ id: 'urn:t' })] }],
    violating: ['Environment', { submodels: [submodel({}), submodel({})] }],
    at: '/submodels/1/id',
  },
  {
    id: 'reference',
    satisfying: ['BasicEventElement', event({ messageBroker: toSubmodel })],
    violating: ['BasicEventElement', event({ messageBroker: external })],
    at: '/messageBroker',
  },
  {
    id: 'interval',
    satisfying: ['BasicEventElement', event({ maxInterval: 'PT1S' })],
    violating: ['BasicEventElement', event({ direction: 'input', maxInterval: 'PT1S' })],
    at: '/maxInterval',
  },
];
