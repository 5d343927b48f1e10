/**
 * Lays the demo's machines out in an OPC UA address space: each an instance of its companion
 * model's type in the Machines folder of OPC 40001, its signals and methods below it in the
 * demo's own namespace.
 */

import type {
  AddressSpace,
  ISessionContext,
  Namespace,
  UAObject,
  UAVariable,
} from 'node-opcua-address-space';
import { DataType, StatusCodes, Variant } from 'node-opcua-client';
import {
  type DemoMachine,
  type DemoSignal,
  demoMachines,
  demoNamespaceUri,
  demoNodeName,
} from './catalogue.ts';
import { modelUris } from './models.ts';
import type { SimulatedFactory } from './simulation/factory.ts';

export interface ShownMachines {
  /** Publishes the factory's values, as seen at this time. */
  show(nowMs: number): void;
}

interface Shown {
  readonly code: string;
  readonly signal: DemoSignal;
  readonly variable: UAVariable;
}

/** The type that each kind of machine is an instance of; no companion model has the last two. */
const types: Readonly<Record<DemoMachine['kind'], readonly [uri: string, type: string]>> = {
  robot: [modelUris.robotics, 'MotionDeviceSystemType'],
  'machine-tool': [modelUris.machineTool, 'MachineToolType'],
  printer: [modelUris.base, 'BaseObjectType'],
  meter: [modelUris.base, 'BaseObjectType'],
};

export function addMachines(
  addressSpace: AddressSpace,
  factory: SimulatedFactory,
  nowMs: number,
): ShownMachines {
  const own = addressSpace.registerNamespace(demoNamespaceUri);
  const shown: Shown[] = [];
  for (const machine of demoMachines) {
    const object = addObject(addressSpace, own, machine);
    for (const signal of machine.signals) {
      const variable = addSignal(own, object, machine, signal, factory);
      shown.push({ code: machine.code, signal, variable });
    }
    for (const method of machine.methods) addMethod(own, object, machine, method, factory);
  }
  const show = (atMs: number) => {
    const at = new Date(atMs);
    for (const { code, signal, variable } of shown) {
      const value = factory.values(code)[signal.name];
      variable.setValueFromSource({ dataType: DataType[signal.dataType], value }, undefined, at);
    }
  };
  show(nowMs);
  return { show };
}

function addObject(addressSpace: AddressSpace, own: Namespace, machine: DemoMachine): UAObject {
  const [uri, typeName] = types[machine.kind];
  const type = addressSpace.findObjectType(typeName, addressSpace.getNamespaceIndex(uri));
  const machinery = addressSpace.getNamespaceIndex(modelUris.machinery);
  const folder = addressSpace.findNode(`ns=${machinery};i=1001`);
  if (type === null || folder === null) throw new Error(`the model of ${typeName} is not loaded`);
  const object = type.instantiate({
    browseName: { name: machine.code, namespaceIndex: own.index },
    nodeId: `s=${machine.code}`,
    namespace: own,
    displayName: `${machine.code} (simulated)`,
    organizedBy: folder,
  });
  identify(addressSpace, object, machine);
  return object;
}

/** Every machine in the Machines folder carries an Identification (OPC 40001-1). */
function identify(addressSpace: AddressSpace, object: UAObject, machine: DemoMachine): void {
  const identification =
    (object.getComponentByName('Identification') as UAObject | null) ??
    addressSpace
      .findObjectType(
        'MachineIdentificationType',
        addressSpace.getNamespaceIndex(modelUris.machinery),
      )
      ?.instantiate({
        browseName: 'Identification',
        componentOf: object,
        namespace: object.namespace,
        optionals: ['Model'],
      });
  const { manufacturer, model, serialNumber } = machine.identification;
  const set = (name: string, dataType: DataType, value: unknown) =>
    (identification?.getPropertyByName(name) as UAVariable | null)?.setValueFromSource({
      dataType,
      value,
    });
  set('Manufacturer', DataType.LocalizedText, { text: manufacturer });
  set('Model', DataType.LocalizedText, { text: model });
  set('SerialNumber', DataType.String, serialNumber);
  set('ProductInstanceUri', DataType.String, `urn:altobrembo.example:${machine.code}`);
}

function addSignal(
  own: Namespace,
  object: UAObject,
  machine: DemoMachine,
  signal: DemoSignal,
  factory: SimulatedFactory,
): UAVariable {
  const { writable } = signal;
  const current = () => factory.values(machine.code)[signal.name];
  const variable = own.addVariable({
    componentOf: object,
    browseName: signal.name,
    nodeId: `s=${demoNodeName(machine.code, signal.name)}`,
    dataType: DataType[signal.dataType],
    description: signal.unit === undefined ? undefined : `in ${signal.unit}, simulated`,
    minimumSamplingInterval: 100,
    accessLevel: writable === undefined ? 'CurrentRead' : 'CurrentRead | CurrentWrite',
    userAccessLevel: writable === undefined ? 'CurrentRead' : 'CurrentRead | CurrentWrite',
  });
  if (writable !== undefined) {
    variable.bindVariable({
      get: () => new Variant({ dataType: DataType.Double, value: current() }),
      set: (variant: Variant) =>
        factory.set(machine.code, signal.name, Number(variant.value))
          ? StatusCodes.Good
          : StatusCodes.BadOutOfRange,
    });
  }
  return variable;
}

function addMethod(
  own: Namespace,
  object: UAObject,
  machine: DemoMachine,
  method: DemoMachine['methods'][number],
  factory: SimulatedFactory,
): void {
  const added = own.addMethod(object, {
    browseName: method.name,
    nodeId: `s=${demoNodeName(machine.code, method.name)}`,
    inputArguments: [],
    outputArguments: [{ name: method.output, dataType: DataType.UInt32 }],
  });
  added.bindMethod(async (_inputs: Variant[], _context: ISessionContext) => ({
    statusCode: StatusCodes.Good,
    outputArguments: [
      { dataType: DataType.UInt32, value: factory.call(machine.code, method.name) },
    ],
  }));
}
