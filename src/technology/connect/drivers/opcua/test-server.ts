/**
 * A small OPC UA server for tests: a `Press` with a number, a text and a method, in a namespace of
 * its own whose index the test can shift, on a port that can be taken again.
 */

import type { AddressSpace } from 'node-opcua-address-space';
import { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import { DataType, StatusCodes, Variant } from 'node-opcua-client';
import { nodesets } from 'node-opcua-nodesets';
import { OPCUAServer } from 'node-opcua-server';

export const testNamespaceUri = 'urn:registan:test:press';

export const testAddresses = {
  level: `nsu=${testNamespaceUri};s=Press.Level`,
  name: `nsu=${testNamespaceUri};s=Press.Name`,
  double: `nsu=${testNamespaceUri};s=Press.Double`,
  missing: `nsu=${testNamespaceUri};s=Press.Missing`,
};

export interface TestServerOptions {
  readonly folder: string;
  readonly port?: number;
  /** Namespaces registered before the press's own, so that its index is another. */
  readonly namespacesBefore?: readonly string[];
  /** The one user that may come in; anonymous ones may too when absent. */
  readonly user?: { readonly userName: string; readonly password: string };
}

export interface TestServer {
  readonly endpointUrl: string;
  readonly port: number;
  changeLevel(value: number): void;
  level(): number;
  stop(): Promise<void>;
}

export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const host = '127.0.0.1';
  const certificates = new OPCUACertificateManager({
    rootFolder: options.folder,
    automaticallyAcceptUnknownCertificate: true,
    disableFileWatchers: true,
  });
  await certificates.initialize();
  const server = new OPCUAServer({
    host,
    hostname: host,
    port: options.port ?? 0,
    nodeset_filename: [nodesets.standard],
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
    allowAnonymous: options.user === undefined,
    userManager: {
      isValidUser: (userName: string, password: string) =>
        userName === options.user?.userName && password === options.user.password,
    },
  });
  await server.initialize();
  const { addressSpace } = server.engine;
  if (addressSpace === null) throw new Error('the server has no address space');
  for (const uri of options.namespacesBefore ?? []) addressSpace.registerNamespace(uri);
  const state: PressState = { level: 0 };
  addPress(addressSpace, state);
  await server.start();
  const port = server.endpoints[0]?.port ?? 0;
  return {
    endpointUrl: `opc.tcp://${host}:${port}`,
    port,
    changeLevel(next) {
      state.level = next;
    },
    level: () => state.level,
    async stop() {
      await server.shutdown(0);
      await certificates.dispose();
    },
  };
}

interface PressState {
  level: number;
}

function addPress(addressSpace: AddressSpace, state: PressState): void {
  const own = addressSpace.registerNamespace(testNamespaceUri);
  const press = own.addObject({
    browseName: 'Press',
    nodeId: 's=Press',
    organizedBy: addressSpace.rootFolder.objects,
  });
  const level = own.addVariable({
    componentOf: press,
    browseName: 'Level',
    nodeId: 's=Press.Level',
    dataType: DataType.Double,
    minimumSamplingInterval: 20,
    accessLevel: 'CurrentRead | CurrentWrite',
    userAccessLevel: 'CurrentRead | CurrentWrite',
  });
  level.bindVariable({
    get: () => new Variant({ dataType: DataType.Double, value: state.level }),
    set: (variant: Variant) => {
      const wanted = Number(variant.value);
      if (!(wanted >= 0 && wanted <= 100)) return StatusCodes.BadOutOfRange;
      state.level = wanted;
      return StatusCodes.Good;
    },
  });
  own.addVariable({
    componentOf: press,
    browseName: 'Name',
    nodeId: 's=Press.Name',
    dataType: DataType.String,
    accessLevel: 'CurrentRead',
    userAccessLevel: 'CurrentRead',
    value: { dataType: DataType.String, value: 'Press 1' },
  });
  own
    .addMethod(press, {
      browseName: 'Double',
      nodeId: 's=Press.Double',
      inputArguments: [{ name: 'Number', dataType: DataType.Double }],
      outputArguments: [{ name: 'Twice', dataType: DataType.Double }],
    })
    .bindMethod(async (inputs: Variant[], _context: unknown) => ({
      statusCode: StatusCodes.Good,
      outputArguments: [{ dataType: DataType.Double, value: 2 * Number(inputs[0]?.value) }],
    }));
}
