/**
 * Reads a twin's own configuration of its connections: an Asset Interfaces Description (IDTA
 * 02017, 1.0 and 1.1) says where a machine is and what it offers, Asset Interfaces Mapping
 * Configurations (IDTA 02027, 2.0) say which data point feeds which element. A mapping from an
 * interface's property to an element carries values in; one from an element to a property lets
 * writes out; one from an Operation to an action lets it be called. Pure: submodels in, plans out.
 */

import type { Reference, Submodel, SubmodelElement } from '#technology/twin/model';
import { childNamed, childrenOf, type Place, pathOf, textOf } from './elements.ts';

interface PlannedSecurity {
  readonly mode: 'None' | 'Sign' | 'SignAndEncrypt';
  readonly policy: string;
  readonly identity: 'anonymous' | 'user';
}

/** An element of a twin, by its submodel and idShortPath. */
export interface PlannedElement {
  readonly submodelId: string;
  readonly path: string;
}

export interface PlannedSignal {
  /** Of the property in the interface: its key, else its idShort. */
  readonly name: string;
  /** The driver's address: the form's href. */
  readonly address: string;
  readonly unit?: string;
  /** JSON schema's type of the property: number, integer, string, boolean, array, object. */
  readonly type?: string;
  readonly min?: number;
  readonly max?: number;
  readonly samplingMs: number;
  /** Elements that its values go into. */
  readonly into: readonly PlannedElement[];
  /** Elements whose writes go to the machine. */
  readonly from: readonly PlannedElement[];
}

interface PlannedAction {
  readonly name: string;
  readonly address: string;
  readonly operations: readonly PlannedElement[];
}

export interface ConnectionPlan {
  /** Stable: the description's id and the interface's idShort. */
  readonly id: string;
  readonly submodelId: string;
  readonly interfaceName: string;
  readonly title: string;
  readonly protocol: Protocol;
  readonly endpointUrl: string;
  readonly security: PlannedSecurity;
  readonly signals: readonly PlannedSignal[];
  readonly actions: readonly PlannedAction[];
  /** The interface or its submodel carries the mark of what is simulated. */
  readonly isSimulated: boolean;
}

type Protocol = 'opcua' | 'unsupported';

/** A part of the configuration that cannot be used, and why. */
export interface PlanProblem extends PlannedElement {
  readonly message: string;
}

export interface Plan {
  readonly connections: readonly ConnectionPlan[];
  readonly problems: readonly PlanProblem[];
}

const simulatedMark = 'urn:registan:simulated';
const defaultSamplingMs = 1000;
const fastestSamplingMs = 50;

/** The plan of one description with all mappings that may name it. */
export function planConnections(description: Submodel, mappings: readonly Submodel[]): Plan {
  const problems: PlanProblem[] = [];
  const links = mappings.flatMap((mapping) => readLinks(mapping, problems));
  const connections = (description.submodelElements ?? []).flatMap((element) => {
    if (childNamed(element, 'EndpointMetadata') === undefined) return [];
    return [planInterface(description, element, links, problems)];
  });
  return { connections, problems };
}

function planInterface(
  description: Submodel,
  element: SubmodelElement,
  links: readonly Link[],
  problems: PlanProblem[],
): ConnectionPlan {
  const interfaceName = element.idShort ?? '';
  const endpoint = childNamed(element, 'EndpointMetadata');
  const interactions = childNamed(element, 'InteractionMetadata');
  const endpointUrl = textOf(childNamed(endpoint, 'base')) ?? '';
  const at = (kind: string, name: string | undefined): PlannedElement => ({
    submodelId: description.id,
    path: `${interfaceName}.InteractionMetadata.${kind}.${name}`,
  });
  const reported = (place: PlannedElement, message: string) => problems.push({ ...place, message });
  const signals = childrenOf(childNamed(interactions, 'properties')).flatMap((property) => {
    const place = at('properties', property.idShort);
    const address = hrefOf(property);
    if (address === undefined) {
      reported(place, 'The property has no form with an href.');
      return [];
    }
    return [planSignal(property, address, place, links)];
  });
  const actions = childrenOf(childNamed(interactions, 'actions')).flatMap((action) => {
    const place = at('actions', action.idShort);
    const address = hrefOf(action);
    if (address === undefined) {
      reported(place, 'The action has no form with an href.');
      return [];
    }
    const name = nameOf(action);
    return [{ name, address, operations: linked(links, 'to', place).map(({ from }) => from) }];
  });
  const protocol: Protocol = /^opc\.tcp:\/\//i.test(endpointUrl) ? 'opcua' : 'unsupported';
  if (protocol === 'unsupported') {
    reported(
      { submodelId: description.id, path: `${interfaceName}.EndpointMetadata.base` },
      `There is no driver for "${endpointUrl}" yet; opc.tcp:// addresses can be reached.`,
    );
  }
  return {
    id: `${description.id}#${interfaceName}`,
    submodelId: description.id,
    interfaceName,
    title: textOf(childNamed(element, 'title')) ?? interfaceName,
    protocol,
    endpointUrl,
    security: readSecurity(endpoint),
    signals,
    actions,
    isSimulated: isMarked(description) || isMarked(element),
  };
}

function planSignal(
  property: SubmodelElement,
  address: string,
  place: PlannedElement,
  links: readonly Link[],
): PlannedSignal {
  const inward = linked(links, 'from', place);
  const range = childNamed(property, 'min_max');
  const limits = range?.modelType === 'Range' ? range : undefined;
  const pollingMs = inward.map(({ pollingMs }) => pollingMs ?? defaultSamplingMs);
  return {
    name: nameOf(property),
    address,
    unit: textOf(childNamed(property, 'unit')),
    type: textOf(childNamed(property, 'type')),
    min: numberOf(limits?.min),
    max: numberOf(limits?.max),
    samplingMs: Math.max(fastestSamplingMs, Math.min(defaultSamplingMs, ...pollingMs)),
    into: inward.map(({ to }) => to),
    from: linked(links, 'to', place).map(({ from }) => from),
  };
}

/** A source and a sink that belong together by their ids. */
interface Link {
  readonly from: PlannedElement;
  readonly to: PlannedElement;
  readonly pollingMs?: number;
}

function linked(
  links: readonly Link[],
  end: 'from' | 'to',
  { submodelId, path }: PlannedElement,
): readonly Link[] {
  return links.filter((link) => link[end].submodelId === submodelId && link[end].path === path);
}

function readLinks(mapping: Submodel, problems: PlanProblem[]): readonly Link[] {
  const list = mapping.submodelElements?.find(({ idShort }) => idShort === 'MappingConfigurations');
  return childrenOf(list).flatMap((configuration, index) => {
    const place = { submodelId: mapping.id, path: `MappingConfigurations[${index}]` };
    if (textOf(childNamed(configuration, 'Transformation')) !== undefined) {
      problems.push({
        ...place,
        message: 'Transformations in Lua are not run; map the data points directly.',
      });
      return [];
    }
    const usual = secondsOf(childNamed(configuration, 'DefaultPollingInterval'));
    const sinks = childrenOf(childNamed(configuration, 'Sinks'));
    return childrenOf(childNamed(configuration, 'Sources')).flatMap((source) => {
      const id = textOf(childNamed(source, 'SourceId'));
      const pair = sinks.filter((sink) => textOf(childNamed(sink, 'SinkId')) === id);
      const from = targetOf(childNamed(source, 'Source'));
      if (from === undefined || pair.length === 0) {
        const message =
          from === undefined
            ? `The source "${id}" refers to no element.`
            : `The source "${id}" has no sink with the same id.`;
        problems.push({ ...place, message });
        return [];
      }
      const pollingMs = secondsOf(childNamed(source, 'PollingInterval')) ?? usual;
      return pair.flatMap((sink) => {
        const to = targetOf(childNamed(sink, 'Sink'));
        if (to !== undefined) return [{ from, to, pollingMs }];
        problems.push({ ...place, message: `The sink "${id}" refers to no element.` });
        return [];
      });
    });
  });
}

function readSecurity(endpoint: SubmodelElement | undefined): PlannedSecurity {
  const definitions = childNamed(endpoint, 'securityDefinitions');
  const channel = childNamed(definitions, 'opcua_channel_sc');
  const mode = textOf(childNamed(channel, 'uav_securityMode'))?.replace(/[^a-z]/gi, '');
  const known = (['Sign', 'SignAndEncrypt'] as const).find(
    (each) => each.toLowerCase() === mode?.toLowerCase(),
  );
  const policy = textOf(childNamed(channel, 'uav_securityPolicy'))?.replace(/^.*#/, '');
  const token = textOf(
    childNamed(childNamed(definitions, 'opcua_authentication_sc'), 'uav_userIdentityToken'),
  );
  const hasUser = /user/i.test(token ?? '') || childNamed(definitions, 'basic_sc') !== undefined;
  return {
    mode: known ?? 'None',
    policy: known === undefined ? 'None' : (policy ?? 'Basic256Sha256'),
    identity: hasUser ? 'user' : 'anonymous',
  };
}

/** The forms of one property: a collection (1.1), or a list of such. */
function hrefOf(affordance: SubmodelElement): string | undefined {
  const forms = childNamed(affordance, 'forms');
  if (forms?.modelType === 'SubmodelElementList') {
    return textOf(childNamed(childrenOf(forms)[0], 'href'));
  }
  return textOf(childNamed(forms, 'href'));
}

function nameOf(affordance: SubmodelElement): string {
  return textOf(childNamed(affordance, 'key')) ?? affordance.idShort ?? '';
}

/** The element that a reference element names, by a model reference into a submodel. */
function targetOf(element: SubmodelElement | undefined): PlannedElement | undefined {
  if (element?.modelType !== 'ReferenceElement' || element.value === undefined) return undefined;
  return placeOf(element.value);
}

function placeOf(reference: Reference): PlannedElement | undefined {
  const [first, ...rest] = reference.keys;
  if (first?.type !== 'Submodel' || rest.length === 0) return undefined;
  const place: Place = rest.map(({ type, value }, index) => ({
    value,
    isIndex: rest[index - 1]?.type === 'SubmodelElementList' && type !== '',
  }));
  return { submodelId: first.value, path: pathOf(place) };
}

function isMarked({ extensions = [] }: Pick<Submodel, 'extensions'>): boolean {
  return extensions.some(({ name, value }) => name === simulatedMark && value === 'true');
}

function secondsOf(element: SubmodelElement | undefined): number | undefined {
  const seconds = numberOf(textOf(element));
  return seconds !== undefined && seconds > 0 ? seconds * 1000 : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
