/**
 * The submodels of one machine that live: its parts, its operational data, how it is reached over
 * OPC UA (IDTA 02017) and which data point feeds which element (IDTA 02027).
 */

import {
  type DemoMachine,
  type DemoSignal,
  demoNamespaceUri,
  demoNodeName,
  demoPort,
} from '#technology/connect';
import type {
  DataTypeDefXsd,
  Entity,
  Key,
  Reference,
  Submodel,
  SubmodelElement,
} from '#technology/twin/model';
import type { ElementStructure } from './extract.ts';
import {
  externalReference,
  fillChildren,
  fillElement,
  fillSubmodel,
  readStructure,
  type Value,
  type Values,
} from './fill.ts';
import { assetId, conceptId, simulatedMark, submodelId } from './ids.ts';
import type { Machine, Part } from './machines/machine.ts';
import { langStrings } from './texts.ts';

/** The simulated server's address until the node that starts it writes the true one. */
const defaultEndpointUrl = `opc.tcp://127.0.0.1:${demoPort}`;

const interfaceName = 'OpcUa';

export function hierarchicalStructures(machine: Machine): Submodel {
  const structure = readStructure('hierarchical-structures');
  const [entry, archeType] = structure.children;
  const node = entry?.children?.[0];
  if (entry === undefined || archeType === undefined || node === undefined) {
    throw new Error('the template of hierarchical structures has changed');
  }
  const id = submodelId(machine.code, 'hierarchical-structures');
  const root: Entity = {
    modelType: 'Entity',
    idShort: 'EntryNode',
    semanticId: entry.semanticId,
    entityType: 'SelfManagedEntity',
    globalAssetId: assetId(machine.code),
    statements: nodes(machine.parts, node, id, ['EntryNode']),
  };
  return { ...fillSubmodel(structure, id, { EntryNode: root, ArcheType: 'Full' }) };
}

/** The nodes of some parts and, for each, the HasPart relation from the node above. */
function nodes(
  parts: readonly Part[],
  structure: ElementStructure,
  id: string,
  above: readonly string[],
): readonly SubmodelElement[] {
  const child = (name: string) => structure.children?.find(({ idShort }) => idShort === name);
  const entities = parts.map((part): Entity => {
    const count = part.count === undefined ? [] : [countOf(part.count, child('BulkCount'))];
    const below = nodes(part.parts ?? [], structure, id, [...above, part.name]);
    return {
      modelType: 'Entity',
      idShort: part.name,
      displayName: langStrings(part.displayName),
      semanticId: structure.semanticId,
      entityType: part.assetId === undefined ? 'CoManagedEntity' : 'SelfManagedEntity',
      globalAssetId: part.assetId,
      statements: below.length + count.length === 0 ? undefined : [...below, ...count],
    };
  });
  const relations = parts.map(
    (part): SubmodelElement => ({
      modelType: 'RelationshipElement',
      idShort: `HasPart_${part.name}`,
      semanticId: child('HasPart')?.semanticId,
      first: modelReference(id, above.map(entityKey)),
      second: modelReference(id, [...above, part.name].map(entityKey)),
    }),
  );
  return [...entities, ...relations];
}

function countOf(count: number, structure: ElementStructure | undefined): SubmodelElement {
  if (structure === undefined) throw new Error('the template has no BulkCount');
  return fillElement(structure, String(count), 'BulkCount');
}

/** Own submodel: the live values, one element for each signal and method. */
export function operationalData(machine: DemoMachine): Submodel {
  const types: Readonly<Record<DemoSignal['dataType'], DataTypeDefXsd>> = {
    Double: 'xs:double',
    UInt32: 'xs:unsignedInt',
    String: 'xs:string',
  };
  return {
    modelType: 'Submodel',
    idShort: 'OperationalData',
    extensions: [simulatedMark],
    administration: { version: '1', revision: '0' },
    id: submodelId(machine.code, 'operational-data'),
    kind: 'Instance',
    semanticId: externalReference('urn:registan:submodel:operational-data:1:0'),
    submodelElements: [
      ...machine.signals.map(
        (signal): SubmodelElement => ({
          modelType: 'Property',
          idShort: signal.name,
          semanticId: externalReference(conceptId(signal.name)),
          valueType: types[signal.dataType],
        }),
      ),
      ...machine.methods.map(
        (method): SubmodelElement => ({
          modelType: 'Operation',
          idShort: method.name,
          semanticId: externalReference(conceptId(method.name)),
          outputVariables: [
            {
              value: {
                modelType: 'Property',
                idShort: method.output,
                semanticId: externalReference(conceptId(method.output)),
                valueType: 'xs:unsignedInt',
              },
            },
          ],
        }),
      ),
    ],
  };
}

/** The interface description: a signed and encrypted channel, anonymous, one property a signal. */
export function assetInterfaces(machine: DemoMachine): Submodel {
  const structure = readStructure('asset-interfaces');
  const template = structure.children[0];
  if (template?.children === undefined) throw new Error('the template shows no OPC UA interface');
  const id = submodelId(machine.code, 'asset-interfaces');
  const schemes = ['opcua_channel_sc', 'opcua_authentication_sc'].map((scheme) =>
    modelReference(id, [
      ...collectionKeys(interfaceName, 'EndpointMetadata', 'securityDefinitions', scheme),
    ]),
  );
  const values: Values = {
    title: `${machine.code} (simulated)`,
    EndpointMetadata: {
      base: defaultEndpointUrl,
      contentType: 'application/octet-stream',
      security: schemes,
      securityDefinitions: {
        opcua_channel_sc: {
          scheme: 'ua_channelsec',
          uav_securityMode: 'SignAndEncrypt',
          uav_securityPolicy: 'Basic256Sha256',
        },
        opcua_authentication_sc: {
          scheme: 'ua_authentication',
          uav_userIdentityToken: 'Anonymous',
        },
      },
    },
    InteractionMetadata: interactions(machine, template.children, schemes),
  };
  return {
    ...fillSubmodel(structure, id, {
      InterfaceTemplateForOPCUA: {
        modelType: 'SubmodelElementCollection',
        idShort: interfaceName,
        extensions: [simulatedMark],
        semanticId: template.semanticId,
        // The published template says MQTT here, which is a slip of its making.
        supplementalSemanticIds: [
          externalReference('http://opcfoundation.org/UA/WoT-Binding/'),
          externalReference('https://www.w3.org/2019/wot/td'),
        ],
        value: fillChildren(template.children, values, interfaceName),
      },
    }),
    extensions: [simulatedMark],
  };
}

function interactions(
  machine: DemoMachine,
  structures: readonly ElementStructure[],
  schemes: readonly Reference[],
): Values {
  const at = (list: readonly ElementStructure[] | undefined, name: string) => {
    const found = list?.find(({ idShort }) => idShort === name);
    if (found === undefined) throw new Error(`the template has no ${name}`);
    return found;
  };
  const metadata = at(structures, 'InteractionMetadata');
  const definition = at(at(metadata.children, 'properties').children, 'property_name');
  const named = (name: string, values: Values): SubmodelElement => ({
    ...fillElement({ ...definition, idShort: name }, values, name),
  });
  const form = (name: string): Value => ({
    href: `/?id=nsu=${demoNamespaceUri};s=${demoNodeName(machine.code, name)}`,
    security: schemes,
  });
  const properties = machine.signals.map((signal) =>
    named(signal.name, {
      type: { Double: 'number', UInt32: 'integer', String: 'string' }[signal.dataType],
      title: signal.name,
      observable: 'true',
      ...(signal.unit === undefined ? {} : { unit: signal.unit }),
      ...(signal.writable === undefined ? {} : { min_max: rangeOf(signal, definition) }),
      forms: form(signal.name),
    }),
  );
  const actions = machine.methods.map((method) => actionOf(method.name, form(method.name), named));
  return {
    properties: { more: properties },
    ...(actions.length === 0 ? {} : { actions: { more: actions } }),
  };
}

/** The template leaves an action's inside open; it is written like a property with its form. */
function actionOf(
  name: string,
  form: Value,
  named: (name: string, values: Values) => SubmodelElement,
): SubmodelElement {
  return {
    ...named(name, { title: name, forms: form }),
    semanticId: externalReference('https://www.w3.org/2019/wot/td#ActionAffordance'),
    supplementalSemanticIds: [externalReference('https://www.w3.org/2019/wot/td#name')],
  } as SubmodelElement;
}

function rangeOf(signal: DemoSignal, definition: ElementStructure): SubmodelElement {
  const structure = definition.children?.find(({ idShort }) => idShort === 'min_max');
  return {
    modelType: 'Range',
    idShort: 'min_max',
    semanticId: structure?.semanticId,
    supplementalSemanticIds: structure?.supplementalSemanticIds,
    valueType: 'xs:double',
    min: String(signal.writable?.min),
    max: String(signal.writable?.max),
  };
}

/**
 * Two mappings: from the machine's data points into the twin, and from what may be written in the
 * twin back to the machine. A source and a sink belong together by their equal ids.
 */
export function interfacesMapping(machine: DemoMachine): Submodel {
  const into = machine.signals.map(({ name }) => name);
  const back = machine.signals.filter(({ writable }) => writable !== undefined);
  const point = (kind: 'properties' | 'actions', name: string) =>
    modelReference(
      submodelId(machine.code, 'asset-interfaces'),
      collectionKeys(interfaceName, 'InteractionMetadata', kind, name),
    );
  const element = (type: 'Property' | 'Operation', name: string) =>
    modelReference(submodelId(machine.code, 'operational-data'), [{ type, value: name }]);
  const pairs = [
    ...back.map(({ name }) => ({
      name,
      from: element('Property', name),
      to: point('properties', name),
    })),
    ...machine.methods.map(({ name }) => ({
      name,
      from: element('Operation', name),
      to: point('actions', name),
    })),
  ];
  const inward = into.map((name) => ({
    name,
    from: point('properties', name),
    to: element('Property', name),
  }));
  const mapping = (of: typeof pairs): Values => ({
    Sources: of.map(({ name, from }) => ({ Source: from, SourceId: name })),
    Sinks: of.map(({ name, to }) => ({ Sink: to, SinkId: name })),
  });
  const id = submodelId(machine.code, 'interfaces-mapping');
  return fillSubmodel(readStructure('interfaces-mapping'), id, {
    MappingConfigurations: [mapping(inward), ...(pairs.length === 0 ? [] : [mapping(pairs)])],
  });
}

function modelReference(id: string, keys: readonly Key[]): Reference {
  return { type: 'ModelReference', keys: [{ type: 'Submodel', value: id }, ...keys] };
}

function collectionKeys(...names: readonly string[]): readonly Key[] {
  return names.map((value) => ({ type: 'SubmodelElementCollection', value }));
}

function entityKey(value: string): Key {
  return { type: 'Entity', value };
}
