/**
 * The worker thread that runs the simulated machines' OPC UA server: loading its companion models
 * takes a second or two of computing, which the node's own event loop must not feel. The main
 * thread tells it the time; it tells the main thread where it listens.
 */

import { parentPort, workerData } from 'node:worker_threads';
import { OPCUACertificateManager } from 'node-opcua-certificate-manager';
import { OPCUAServer } from 'node-opcua-server';
import { addMachines } from './address-space.ts';
import type { ServerMessage, ServerStart } from './messages.ts';
import { companionModels } from './models.ts';
import { simulateFactory } from './simulation/factory.ts';

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread');
const start = workerData as ServerStart;
const factory = simulateFactory(start.seed, start.nowMs);
const certificateManager = new OPCUACertificateManager({
  rootFolder: start.folder,
  automaticallyAcceptUnknownCertificate: true,
  disableFileWatchers: true,
});
await certificateManager.initialize();
const server = new OPCUAServer({
  host: start.host,
  hostname: start.host,
  port: start.port,
  nodeset_filename: companionModels(),
  serverCertificateManager: certificateManager,
  userCertificateManager: certificateManager,
  serverInfo: {
    applicationUri: 'urn:altobrembo.example:simulated-machines',
    productUri: 'urn:registan:simulated-machines',
    applicationName: { text: 'Officine Altobrembo, simulated machines', locale: 'en' },
  },
  buildInfo: { productName: 'Registan demo machines (simulated)', manufacturerName: 'Registan' },
  isAuditing: false,
});
await server.initialize();
const addressSpace = server.engine.addressSpace;
if (addressSpace === null) throw new Error('the server has no address space');
const machines = addMachines(addressSpace, factory, start.nowMs);
await server.start();

port.on('message', (message: ServerMessage) => {
  if (message.kind === 'time') {
    if (factory.advanceTo(message.nowMs)) machines.show(message.nowMs);
  } else {
    void stop();
  }
});
port.postMessage({
  kind: 'ready',
  port: server.endpoints[0]?.port,
  certificate: server.getCertificate().toString('base64'),
});

async function stop(): Promise<void> {
  await server.shutdown(0);
  await certificateManager.dispose();
  port?.close();
}
