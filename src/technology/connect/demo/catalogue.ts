/**
 * What the demo's four machines offer over OPC UA: their signals and methods with kinds, units and
 * limits. The simulated server is built from it, and so are the interface descriptions and
 * mappings of the demo's twins, so that the two cannot drift apart.
 */

/** Where the machines' nodes live in the simulated server. */
export const demoNamespaceUri = 'urn:altobrembo.example:machines';

type DemoDataType = 'Double' | 'UInt32' | 'String';

export interface DemoSignal {
  /** Also the idShort in the twin's OperationalData. */
  readonly name: string;
  readonly dataType: DemoDataType;
  readonly unit?: string;
  /** Present where a client may write: the values that the machine accepts. */
  readonly writable?: { readonly min: number; readonly max: number };
}

interface DemoMethod {
  readonly name: string;
  /** The one output argument, a UInt32. */
  readonly output: string;
}

export interface DemoMachine {
  /** The code on its plate: `CM-01`. */
  readonly code: string;
  /** The companion specification's name for such a thing. */
  readonly kind: 'robot' | 'machine-tool' | 'printer' | 'meter';
  /** What its nameplate says too. */
  readonly identification: {
    readonly manufacturer: string;
    readonly model: string;
    readonly serialNumber: string;
  };
  readonly signals: readonly DemoSignal[];
  readonly methods: readonly DemoMethod[];
}

const state: DemoSignal = { name: 'MachineState', dataType: 'String' };
const power: DemoSignal = { name: 'ActivePower', dataType: 'Double', unit: 'kW' };
const parts: DemoSignal = { name: 'PartCounter', dataType: 'UInt32', unit: '1' };
const reset: DemoMethod = { name: 'ResetPartCounter', output: 'PreviousCount' };

export const demoMachines: readonly DemoMachine[] = [
  {
    code: 'CB-01',
    kind: 'robot',
    identification: {
      manufacturer: 'Brezza Robotica Srl',
      model: 'B10-1300',
      serialNumber: 'B10-24-0062',
    },
    signals: [
      state,
      double('TcpSpeed', 'mm/s'),
      double('BaseJointPosition', '°'),
      double('MaxJointTemperature', '°C'),
      double('GripperForce', 'N'),
      double('CycleTime', 's'),
      power,
      { ...double('SpeedOverride', '%'), writable: { min: 10, max: 100 } },
      parts,
    ],
    methods: [reset],
  },
  {
    code: 'CM-01',
    kind: 'machine-tool',
    identification: {
      manufacturer: 'Lariana Macchine SpA',
      model: 'LM 520-5X',
      serialNumber: 'LM520-23-0147',
    },
    signals: [
      state,
      double('SpindleSpeed', '1/min'),
      double('FrontBearingTemperature', '°C'),
      power,
      double('AxisZLoad', '%'),
      { ...double('FeedOverride', '%'), writable: { min: 0, max: 150 } },
      parts,
      double('CoolantFlow', 'l/min'),
    ],
    methods: [reset],
  },
  {
    code: 'ST-01',
    kind: 'printer',
    identification: {
      manufacturer: 'Stratiforma Srl',
      model: 'Strato 300',
      serialNumber: 'ST300-24-1187',
    },
    signals: [
      state,
      double('PrintProgress', '%'),
      { name: 'CurrentLayer', dataType: 'UInt32', unit: '1' },
      double('RemainingTime', 'min'),
      double('NozzleTemperature', '°C'),
      double('BedTemperature', '°C'),
      double('FilamentUsed', 'm'),
      power,
      { ...double('SpeedOverride', '%'), writable: { min: 50, max: 150 } },
    ],
    methods: [],
  },
  {
    code: 'EM-01',
    kind: 'meter',
    identification: {
      manufacturer: 'Wattora Strumenti Srl',
      model: 'W3-250',
      serialNumber: 'W3-22-5031',
    },
    signals: [
      power,
      double('ActiveEnergy', 'kWh'),
      double('VoltageL1', 'V'),
      double('VoltageL2', 'V'),
      double('VoltageL3', 'V'),
      double('CurrentL1', 'A'),
      double('PowerFactor', '1'),
      double('Frequency', 'Hz'),
    ],
    methods: [],
  },
];

/** The node id of a machine's signal or method within the demo's namespace. */
export function demoNodeName(machineCode: string, name: string): string {
  return `${machineCode}.${name}`;
}

function double(name: string, unit: string): DemoSignal {
  return { name, dataType: 'Double', unit };
}
