/** Reading XML: what the schema forbids is found where it is, and nothing readable is lost. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limits, unwrap } from '#base';
import type { ClassName } from '../model/index.ts';
import { createXmlReader, readXml, xmlNamespaces } from './xml-read.ts';

const namespace = xmlNamespaces['3.1'];

function environment(inner: string): string {
  return `<environment xmlns="${namespace}">${inner}</environment>`;
}

function submodel(inner: string): string {
  return environment(`<submodels><submodel><id>urn:s</id>${inner}</submodel></submodels>`);
}

function element(inner: string): string {
  return submodel(`<submodelElements>${inner}</submodelElements>`);
}

/** The paths and kinds of what a document violates. */
function faultsOf(text: string, as: ClassName = 'Environment'): readonly string[] {
  const { violations } = unwrap(readXml(text, as));
  return violations.map(({ path, constraint }) => `${path} ${constraint}`);
}

function refusalOf(text: string, as: ClassName = 'Environment'): string {
  const read = readXml(text, as);
  assert.ok(!read.ok, 'the document should have been refused');
  assert.equal(read.error.code, 'twin.malformed-xml');
  assert.equal(read.error.status, 400);
  return read.error.message;
}

test('an environment becomes its JSON form', () => {
  const text = element(
    '<property><idShort>a</idShort><valueType>xs:string</valueType><value/></property>' +
      '<blob><idShort>b</idShort><value>\n AA\n BB </value></blob>' +
      '<submodelElementList><idShort>l</idShort><orderRelevant> 0 </orderRelevant>' +
      '<typeValueListElement>Capability</typeValueListElement>' +
      '<value><capability/></value></submodelElementList>' +
      '<operation><idShort>o</idShort><inputVariables><operationVariable><value>' +
      '<file><idShort>f</idShort></file></value></operationVariable></inputVariables></operation>',
  );
  const read = unwrap(readXml(text));
  assert.deepEqual(read.violations, []);
  assert.deepEqual(read.deviations, []);
  const submodelElements = [
    { modelType: 'Property', idShort: 'a', valueType: 'xs:string', value: '' },
    { modelType: 'Blob', idShort: 'b', value: 'AABB' },
    {
      modelType: 'SubmodelElementList',
      idShort: 'l',
      orderRelevant: false,
      typeValueListElement: 'Capability',
      value: [{ modelType: 'Capability' }],
    },
    {
      modelType: 'Operation',
      idShort: 'o',
      inputVariables: [{ value: { modelType: 'File', idShort: 'f' } }],
    },
  ];
  const expected = { submodels: [{ modelType: 'Submodel', id: 'urn:s', submodelElements }] };
  assert.deepEqual(read.value, expected);
});

test('a document cut anywhere into two pieces reads the same', () => {
  const text = `\ufeff${element('<property><idShort>a&amp;&#x62;</idShort></property>')}`;
  const whole = unwrap(readXml(text));
  for (let at = 0; at <= text.length; at += 1) {
    const reader = createXmlReader('Environment');
    unwrap(reader.write(text.slice(0, at)));
    unwrap(reader.write(text.slice(at)));
    assert.deepEqual(unwrap(reader.end()), whole);
  }
});

test('one object of a class is read by itself', () => {
  const keys = '<keys><key><type>GlobalReference</type><value>urn:x</value></key></keys>';
  const text = `<reference xmlns="${namespace}"><type>ExternalReference</type>${keys}</reference>`;
  assert.deepEqual(unwrap(readXml(text, 'Reference')).value, {
    type: 'ExternalReference',
    keys: [{ type: 'GlobalReference', value: 'urn:x' }],
  });
  assert.match(refusalOf(text), /its root element is reference, not environment/);
});

test('text keeps its white space, and structure may have any', () => {
  const read = unwrap(readXml(element('\n\t<property> <value> a\n\tb </value> </property>\n')));
  assert.deepEqual(read.violations, []);
  assert.match(JSON.stringify(read.value), /" a\\n\\tb "/);
});

test('an unknown element is named with its path and place, and the rest is kept', () => {
  const text = element('<property><idShort>a</idShort><colour>red<x/></colour></property>');
  const read = unwrap(readXml(text));
  const [violation] = read.violations;
  assert.equal(read.violations.length, 1);
  assert.equal(violation?.path, '/submodels/0/submodelElements/0/colour');
  assert.match(violation?.message ?? '', /A Property has no colour.*\(line 1, column \d+\)$/);
  assert.match(JSON.stringify(read.value), /"idShort":"a"/);
});

test('each fault of form is found where it is', () => {
  const cases: readonly [string, string][] = [
    [element('<capability/><colour/>'), '/submodels/0/submodelElements unknown'],
    [
      element('<property><value>1</value><idShort>a</idShort></property>'),
      '/submodels/0/submodelElements/0/idShort order',
    ],
    [
      element('<property><idShort>a</idShort><idShort>b</idShort></property>'),
      '/submodels/0/submodelElements/0/idShort duplicate',
    ],
    [submodel('<submodelElements/>'), '/submodels/0/submodelElements empty'],
    [submodel('text'), '/submodels/0 text'],
    [submodel('<kind><b/>Instance</kind>'), '/submodels/0/kind unknown'],
    [submodel('<kind xmlns="urn:x">Instance</kind>'), '/submodels/0/kind namespace'],
    [submodel('<kind role="x">Instance</kind>'), '/submodels/0/kind unknown'],
    [
      element(
        '<operation><inputVariables><operationVariable><value/></operationVariable>' +
          '</inputVariables></operation>',
      ),
      '/submodels/0/submodelElements/0/inputVariables/0/value required',
    ],
    [
      element(
        '<operation><inputVariables><operationVariable><value><capability/><capability/></value>' +
          '</operationVariable></inputVariables></operation>',
      ),
      '/submodels/0/submodelElements/0/inputVariables/0/value duplicate',
    ],
  ];
  for (const [text, expected] of cases) assert.deepEqual(faultsOf(text), [expected]);
});

test('of an attribute given twice the first counts', () => {
  const read = unwrap(readXml(submodel('<kind>Instance</kind><kind>Template</kind>')));
  assert.match(JSON.stringify(read.value), /"kind":"Instance"/);
});

test('what makes XML dangerous is refused', () => {
  const entity = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>';
  assert.match(refusalOf(`${entity}${environment('&b;')}`), /document type declaration/);
  const outside = '<!DOCTYPE environment SYSTEM "file:///etc/passwd">';
  assert.match(refusalOf(`${outside}${environment('')}`), /document type declaration/);
  assert.match(refusalOf(environment('&secret;')), /undefined entity/);
  const deep = '<statements><entity>'.repeat(limits.nestingDepthMax);
  assert.match(refusalOf(element(`<entity>${deep}`)), /nested deeper than/);
});

test('what is no XML of the metamodel is refused with line and column', () => {
  assert.match(refusalOf('<environment>\n <a>'), /\(line \d+, column \d+\)/);
  assert.match(refusalOf('<environment/>'), /has no namespace/);
  assert.match(
    refusalOf('<environment xmlns="https://admin-shell.io/aas/2/0"/>'),
    /only https:\/\/admin-shell\.io\/aas\/3\/1 and/,
  );
  assert.match(refusalOf(environment('<submodels>')), /line 1/);
  assert.match(refusalOf(''), /root element/);
  assert.match(
    refusalOf(`<?xml version="1.0" encoding="ISO-8859-1"?>${environment('')}`),
    /ISO-8859-1 is not supported/,
  );
});

test('the namespace of version 3.0 is read and named', () => {
  const text = environment('').replace(namespace, xmlNamespaces['3.0']);
  const { violations, deviations } = unwrap(readXml(text));
  assert.deepEqual(violations, []);
  assert.deepEqual(
    deviations.map((each) => each.constraint),
    ['namespace'],
  );
});

test('very many faults are cut off at the limit', () => {
  const many = '<colour/>'.repeat(limits.violationsMax + 10);
  assert.equal(faultsOf(element(many)).length, limits.violationsMax);
});
